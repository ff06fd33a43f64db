//! What several tests and the fuzz targets share. Each uses a part of it.
#![allow(dead_code, unreachable_pub)]

pub mod bicep;
pub mod ebnf;
pub mod expression;
pub mod generate;
pub mod lint;
pub mod model;
pub mod sandbox;
pub mod schema;
pub mod sound;
