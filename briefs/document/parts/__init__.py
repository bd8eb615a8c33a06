"""What a brief says, part by part, as plain data: no database, no HTML. All texts are as they will be printed."""
