locals {
  plain    = "a \"quoted\" \\ word,\ttab, \u00e9 \U0001F600, $${not} %%{this} 100% $5 $"
  simple   = "${a}"
  strip    = "x ${~ a ~} y"
  nested   = "${upper("${b}-${"c"}")}${{ x = "}" }["x"]}"
  lines    = "${join(", ", [
    "a", # with a comment
    "b",
  ])}"
  directive = "%{ if a }yes%{ else }no%{ endif } %{ for x in y }${x},%{ endfor }"
  heredoc = <<EOT
No ${escape} \n here, but "quotes" and $${this}.
  The EOT is not alone, ${"EOT"}
%{ for i, name in var.names ~}
%{ if i > 0 }, %{ endif }${name}
%{ endfor ~}
EOT
  indented = <<-END
      ${jsonencode({
        a = [1, 2]
        b = <<INNER
inside
INNER
      })}
    END
  empty = <<EMPTY
EMPTY
  list = [<<ONE
1
ONE
    , <<TWO
2
TWO
  ]
}
