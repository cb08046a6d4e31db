"""The context of the JSON-LD export: prefixes, and for each predicate what its values are."""

from __future__ import annotations

import json

from kg.export.rdf.terms import PREFIXES

_THINGS = (
    "kg:source",
    "kg:target",
    "kg:relation",
    "kg:status",
    "kg:attribution",
    "kg:mode",
    "kg:context",
    "kg:cameo",
    "kg:sameTextAs",
    "sem:hasActor",
    "sem:hasPlace",
    "sem:eventType",
    "oa:hasSource",
    "oa:hasSelector",
    "prov:used",
    "prov:wasDerivedFrom",
    "schema:publisher",
    "skos:broader",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:relatedMatch",
    "rdf:type",
    "rdfs:subPropertyOf",
    "owl:sameAs",
    "org:member",
    "org:memberOf",
    "org:organization",
    "org:unitOf",
    "kg:actsFor",
    "kg:ofCountry",
    "prov:wasGeneratedBy",
    "void:vocabulary",
    "dcterms:temporal",
)
_ENGLISH = (
    "kg:object",
    "kg:phrase",
    "kg:sourceMention",
    "kg:targetMention",
    "rdfs:label",
    "schema:headline",
    "schema:roleName",
    "skos:prefLabel",
    "skos:altLabel",
    "dcterms:title",
    "dcterms:rights",
)
_LITERALS = (
    "dcat:endDate",
    "dcat:startDate",
    "geo:lat",
    "geo:long",
    "kg:confidence",
    "kg:country",
    "kg:dateBasis",
    "kg:goldstein",
    "kg:model",
    "kg:options",
    "kg:quad",
    "kg:role",
    "kg:rule",
    "kg:scope",
    "kg:score",
    "kg:sentence",
    "kg:symmetric",
    "kg:version",
    "oa:end",
    "oa:exact",
    "oa:start",
    "schema:author",
    "schema:datePublished",
    "schema:endDate",
    "schema:inLanguage",
    "schema:name",
    "schema:startDate",
    "schema:url",
    "sem:hasTimeStamp",
    "skos:notation",
    "void:documents",
    "void:entities",
)

VALUES: dict[str, dict[str, str]] = {
    **dict.fromkeys(_THINGS, {"@type": "@id"}),
    **dict.fromkeys(_ENGLISH, {"@language": "en"}),
    **dict.fromkeys(_LITERALS, {}),
}
"""What values a predicate has; those that are not here are relations, and have things."""

CONTEXT = json.dumps({**PREFIXES, **{name: values for name, values in VALUES.items() if values and name != "rdf:type"}}, indent=1)
