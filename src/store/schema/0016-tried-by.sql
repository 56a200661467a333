-- Which rule or containment under trial would have acted, beside what it would have done.
{{column decisions: would_by String COMMENT 'rule:… or containment:… whose trial `would` tells of; empty: none, or the whole policy only observes'}}
