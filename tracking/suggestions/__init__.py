"""Which later events may bear on which commitment: ranked, each with the reasons that its score is the sum of."""
