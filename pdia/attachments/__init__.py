"""Photos and papers put beside a team's answers: a flip-chart, a register, an order."""
