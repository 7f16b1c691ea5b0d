"""What is asked of a model that can be evaluated: which assumption a given result implies."""
