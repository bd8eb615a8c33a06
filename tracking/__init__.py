"""How each commitment fares against what happened."""
