//! The history of a value: who wrote it, and the hops to where it is used.

use std::rc::Rc;
use std::sync::Arc;

use crate::source::Span;

/// Who wrote a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The template.
    #[default]
    Written,
    /// A parameter file.
    ParameterFile,
    /// The default of a parameter.
    Default,
    /// The documented default of the API version or provider: nobody wrote it.
    Platform,
}

/// A place that a value passes on its way to the resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The place.
    pub span: Span,
    /// What happens there, as a phrase.
    pub message: Rc<str>,
    /// What is declared, if it is the value of a parameter or variable there.
    pub named: Option<NamedHop>,
    /// It is not the value itself that passes there, but one that it is computed of.
    pub is_operand: bool,
}

/// What has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHop {
    /// The parameter; none for a variable.
    pub parameter: Option<Parameter>,
    /// Where the value or the default is written.
    pub written: Option<Span>,
}

/// A parameter or a Terraform variable as it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Arc<str>,
    /// Where its name is; of a variable the header of the block.
    pub span: Span,
    /// It is declared to be a secret.
    pub secure: bool,
    /// Parts of it are, or may be.
    pub secure_parts: bool,
    /// Terraform would refuse it as a secret where it is used.
    pub exposed: bool,
}

/// Hops in the order in which the value passes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(Option<Rc<Vec<Hop>>>);

/// More hops than this tell nobody more.
const MAX_HOPS: usize = 24;

impl Trace {
    /// The hops.
    pub fn hops(&self) -> &[Hop] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }

    /// This trace and then the other.
    pub fn then(&self, later: &Trace) -> Trace {
        match (&self.0, &later.0) {
            (_, None) => self.clone(),
            (None, _) => later.clone(),
            (Some(earlier), Some(later)) => {
                let mut hops = Vec::clone(earlier);
                let missing = later.iter().filter(|hop| !earlier.contains(hop)).cloned();
                hops.extend(missing.take(MAX_HOPS.saturating_sub(earlier.len())));
                Trace(Some(Rc::new(hops)))
            }
        }
    }

    /// This trace and one more hop.
    pub fn hop(&self, span: Span, message: impl Into<String>) -> Trace {
        self.hop_of(span, message, None)
    }

    /// As [`hop`](Self::hop), where the value is that of a parameter or variable.
    pub(in crate::evaluate) fn hop_of(
        &self,
        span: Span,
        message: impl Into<String>,
        named: Option<NamedHop>,
    ) -> Trace {
        let message = message.into().into();
        self.then(&Trace(Some(Rc::new(vec![Hop { span, message, named, is_operand: false }]))))
    }

    /// The trace of a value that another one is computed of.
    pub(super) fn of_operand(&self) -> Trace {
        if self.hops().iter().all(|hop| hop.is_operand) {
            return self.clone();
        }
        let hops = self.hops().iter().map(|hop| Hop { is_operand: true, ..hop.clone() });
        Trace(Some(Rc::new(hops.collect())))
    }
}
