"""Articles through the stages: here, in several processes or on a cluster, into statements or a store; all is counted."""
