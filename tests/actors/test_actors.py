"""Who is meant: hand-made mentions to actors, without a parser; then everyday English through the real stages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.actors import Resolver
from kg.gazetteer import Gazetteer
from kg.model import Article, Document, Mention, Sentence

EVERYDAY = Path(__file__).with_name("everyday.csv")


@pytest.fixture(scope="module")
def resolver(gazetteer: Gazetteer) -> Resolver:
    return Resolver(gazetteer)


class Text:
    """A document put together from sentences and the mentions in them."""

    def __init__(self, *sentences: str, published: str | None = "2024-06-20") -> None:
        self.article = Article("a", "", " ".join(sentences), published)
        starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(len(sentences))]
        self.sentences = tuple(Sentence(s, at, at + len(s), i) for i, (s, at) in enumerate(zip(sentences, starts, strict=True)))
        self.mentions: list[Mention] = []

    def add(self, words: str, *candidates: str, form: str = "name", nth: int = 1, **fields: object) -> Mention:
        """Mention the `nth` occurrence of `words`."""
        start = -1
        for _ in range(nth):
            start = self.article.content.index(words, start + 1)
        sentence = max(s.index for s in self.sentences if s.start <= start)
        mention = Mention(words, start, start + len(words), sentence, form, candidates, **fields)  # type: ignore[arg-type]
        self.mentions.append(mention)
        return mention

    def pronoun(self, word: str, **fields: object) -> Mention:
        genders = {"he": "male", "his": "male", "she": "female", "it": "neuter", "its": "neuter"}
        number = "plural" if word.lower() in ("they", "their", "both", "we") else "singular"
        fields = {"function": "subject", "gender": genders.get(word.lower(), ""), "number": number, **fields}
        return self.add(word, form="pronoun", **fields)

    def description(self, words: str, head: str, **fields: object) -> Mention:
        return self.add(words, form="description", head=head, **{"number": "singular", "function": "subject", **fields})

    def meaning(self, resolver: Resolver, mention: Mention) -> list[str]:
        document = Document(self.article, self.sentences, tuple(self.mentions), ())
        return [answer.actor.id for answer in resolver.resolve(document).actors(mention)]


# --- composition -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "owner", "head", "number", "actor"),
    [
        ("Israeli military", "state:ISR", "military", "singular", "body:isr-defense-forces"),
        ("Chinese troops", "state:CHN", "troops", "plural", "body:chn-peoples-liberation-army"),
        ("Russian warships", "state:RUS", "warships", "plural", "body:rus-armed-forces"),
        ("Indian parliament", "state:IND", "parliament", "singular", "body:ind-parliament"),
        ("US officials", "state:USA", "officials", "plural", "body:usa-government"),
        ("Ecuadorian police", "state:ECU", "police", "plural", "body:ecu-police"),
        ("Mexican embassy", "state:MEX", "embassy", "singular", "body:mex-embassy"),
        ("Iranian protesters", "state:IRN", "protesters", "plural", "people:irn"),
        ("Russian president", "state:RUS", "president", "singular", "person:vladimir-putin"),
        ("Putin's country", "person:vladimir-putin", "country", "singular", "state:RUS"),
        ("Hamas leader", "group:hamas", "leader", "singular", "group:hamas"),
        ("NATO troops", "org:nato", "troops", "plural", "org:nato"),
    ],
)
def test_what_a_party_owns(resolver: Resolver, words: str, owner: str, head: str, number: str, actor: str) -> None:
    text = Text(f"{words} moved.")
    assert text.meaning(resolver, text.add(words, owner, form="adjective", head=head, number=number)) == [actor]


def test_nationals_are_the_people_of_a_state(resolver: Resolver) -> None:
    text = Text("Russians voted.")
    assert text.meaning(resolver, text.add("Russians", "state:RUS", form="adjective", number="plural")) == ["people:rus"]


def test_an_organ_of_a_province_is_not_that_of_its_state(resolver: Resolver) -> None:
    text = Text("The Gujarat government resigned.")
    words = text.add("Gujarat government", "state:IND", form="adjective", head="government", label="PLACE", country="IND")
    assert text.meaning(resolver, words) == ["body:ind-gujarat-government"]


# --- names -----------------------------------------------------------------------------------------------------------


def test_an_unknown_person_keeps_what_any_mention_tells(resolver: Resolver) -> None:
    text = Text("Ghana's trade minister, Kofi Mensah Ansah, left.", "Ansah returned.")
    text.add("Kofi Mensah Ansah", label="PERSON", title="trade minister", country="GHA")
    short = text.add("Ansah", nth=2, label="PERSON")
    actor = resolver.resolve(Document(text.article, text.sentences, tuple(text.mentions), ())).actor(short)
    assert actor is not None
    assert (actor.actor.id, actor.actor.country, actor.actor.role) == ("person:kofi-mensah-ansah", "GHA", "GOV")


def test_who_held_an_office_is_of_the_former_elites(resolver: Resolver) -> None:
    text = Text("Former minister Jan Kowalczyk spoke.")
    mention = text.add("Jan Kowalczyk", label="PERSON", title="former minister", country="POL")
    answer = resolver.resolve(Document(text.article, text.sentences, (mention,), ())).actor(mention)
    assert answer is not None and answer.actor.role == "ELI"


@pytest.mark.parametrize(("published", "role"), [("2012-05-01", "GOV"), ("2024-05-01", "ELI"), (None, "ELI")])
def test_the_date_of_the_article_tells_the_office(resolver: Resolver, published: str | None, role: str) -> None:
    text = Text("Barack Obama spoke.", published=published)
    mention = text.add("Barack Obama", "person:barack-obama")
    answer = resolver.resolve(Document(text.article, text.sentences, (mention,), ())).actor(mention)
    assert answer is not None and answer.actor.role == role


@pytest.mark.parametrize(
    ("name", "label", "country", "actor", "role"),
    [
        ("Zambian Ministry of Fisheries", "ORG", "ZMB", "body:zmb-ministry-of-fisheries", "GOV"),
        ("Popular Resistance Brigades", "ORG", None, "group:popular-resistance-brigades", "UAF"),
        ("Acme Lighthouse Trust", "ORG", None, "org:acme-lighthouse-trust", None),
    ],
)
def test_an_unknown_body_is_what_its_name_says(
    resolver: Resolver, name: str, label: str, country: str | None, actor: str, role: str | None
) -> None:
    text = Text(f"The {name} met.")
    mention = text.add(name, label=label, country=country)
    answer = resolver.resolve(Document(text.article, text.sentences, (mention,), ())).actor(mention)
    assert answer is not None and (answer.actor.id, answer.actor.role) == (actor, role)


@pytest.mark.parametrize("name", ["Geneva Peace Accords", "Oslo Summit"])
def test_a_treaty_or_a_summit_is_nobody(resolver: Resolver, name: str) -> None:
    text = Text(f"The {name} began.")
    assert text.meaning(resolver, text.add(name, label="ORG")) == []


def test_an_acronym_is_the_body_it_abbreviates(resolver: Resolver) -> None:
    text = Text("The Northern Fishing Union (NFU) met.", "The NFU agreed.")
    text.add("Northern Fishing Union", label="ORG")
    assert text.meaning(resolver, text.add("NFU", nth=2, label="ORG")) == ["org:northern-fishing-union"]


def test_a_surname_means_who_the_article_names_in_full(resolver: Resolver) -> None:
    text = Text("Faisal bin Farhan came.", "Prince Faisal left.")
    text.add("Faisal bin Farhan", "person:faisal-bin-farhan")
    short = text.add("Faisal", "person:saud-al-faisal", nth=2, title="prince")
    assert text.meaning(resolver, short) == ["person:faisal-bin-farhan"]


# --- pronouns --------------------------------------------------------------------------------------------------------


def test_he_goes_on_about_the_subject(resolver: Resolver) -> None:
    text = Text("Putin met Xi.", "He left.")
    text.add("Putin", "person:vladimir-putin", function="subject")
    text.add("Xi", "person:xi-jinping", function="object")
    assert text.meaning(resolver, text.pronoun("He")) == ["person:vladimir-putin"]


@pytest.mark.parametrize(("word", "actor"), [("She", "person:angela-merkel"), ("He", "person:vladimir-putin")])
def test_a_pronoun_has_the_gender_of_whom_it_means(resolver: Resolver, word: str, actor: str) -> None:
    text = Text("Merkel met Putin.", f"{word} left.")
    text.add("Merkel", "person:angela-merkel", function="subject")
    text.add("Putin", "person:vladimir-putin", function="object")
    assert text.meaning(resolver, text.pronoun(word)) == [actor]


def test_a_first_name_tells_the_gender_of_an_unknown_person(resolver: Resolver) -> None:
    text = Text("Maria Kowalczyk met John Smithson.", "He left.")
    text.add("Maria Kowalczyk", label="PERSON", function="subject")
    text.add("John Smithson", label="PERSON", function="object")
    assert text.meaning(resolver, text.pronoun("He")) == ["person:john-smithson"]


def test_its_means_the_nearest_in_its_sentence(resolver: Resolver) -> None:
    text = Text("The US urged China to press North Korea over its troops.")
    text.add("US", "state:USA", function="subject")
    text.add("China", "state:CHN", function="object")
    text.add("North Korea", "state:PRK", function="object")
    assert text.meaning(resolver, text.pronoun("its", function="possessor")) == ["state:PRK"]


def test_a_possessive_may_look_ahead(resolver: Resolver) -> None:
    text = Text("Xi spoke.", "In his speech in Hanoi, Putin praised Vietnam.")
    text.add("Xi", "person:xi-jinping", function="subject")
    text.add("Putin", "person:vladimir-putin", function="subject")
    assert text.meaning(resolver, text.pronoun("his", function="possessor")) == ["person:vladimir-putin"]


def test_who_speaks_is_not_whom_the_quotation_calls_he(resolver: Resolver) -> None:
    text = Text("Chirac died.", 'Sarkozy said, "He served France."')
    text.add("Chirac", "person:jacques-chirac", function="subject")
    speaker = text.add("Sarkozy", "person:nicolas-sarkozy", function="subject")
    assert text.meaning(resolver, text.pronoun("He", speaker=speaker.start)) == ["person:jacques-chirac"]


@pytest.mark.parametrize(("word", "actor"), [("I", "person:vladimir-putin"), ("We", "state:RUS")])
def test_who_speaks_is_i_and_his_state_is_we(resolver: Resolver, word: str, actor: str) -> None:
    text = Text(f'"{word} will answer," said Putin.')
    speaker = text.add("Putin", "person:vladimir-putin", function="subject")
    assert text.meaning(resolver, text.pronoun(word, speaker=speaker.start)) == [actor]


def test_they_may_be_two_people(resolver: Resolver) -> None:
    text = Text("Germany's Scholz and France's Macron met.", "They left.")
    text.add("Germany", "state:DEU", function="possessor")
    text.add("Scholz", "person:olaf-scholz", function="subject")
    text.add("France", "state:FRA", function="possessor")
    text.add("Macron", "person:emmanuel-macron", function="other")
    assert text.meaning(resolver, text.pronoun("They")) == ["person:olaf-scholz", "person:emmanuel-macron"]


def test_nobody_before_means_nobody(resolver: Resolver) -> None:
    text = Text("He left.")
    assert text.meaning(resolver, text.pronoun("He")) == []


def test_a_pronoun_looks_back_three_sentences_only(resolver: Resolver) -> None:
    text = Text("Putin came.", "Rain fell.", "Snow fell.", "Hail fell.", "He left.")
    text.add("Putin", "person:vladimir-putin", function="subject")
    assert text.meaning(resolver, text.pronoun("He")) == []


# --- descriptions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "actor", "words", "head"),
    [
        ("Japan", "state:JPN", "the country", "country"),
        ("Saudi Arabia", "state:SAU", "the kingdom", "kingdom"),
        ("Hamas", "group:hamas", "the group", "group"),
        ("NATO", "org:nato", "the alliance", "alliance"),
        ("International Court of Justice", "org:icj", "the court", "court"),
        ("Gazprom", "company:gazprom", "the company", "company"),
    ],
)
def test_a_description_means_the_last_of_its_kind(resolver: Resolver, named: str, actor: str, words: str, head: str) -> None:
    text = Text(f"{named} spoke to France and Putin.", f"Then {words} left.")
    text.add(named, actor, function="subject")
    if actor.split(":")[0] != "state":
        text.add("France", "state:FRA", function="object")
    text.add("Putin", "person:vladimir-putin", function="object")
    assert text.meaning(resolver, text.description(words, head)) == [actor]


def test_a_capitalised_role_is_a_description(resolver: Resolver) -> None:
    text = Text("Israel spoke.", "The Air Force left.")
    text.add("Israel", "state:ISR", function="subject")
    assert text.meaning(resolver, text.add("Air Force", label="ORG", function="subject")) == ["body:isr-air-force"]


def test_a_capitalised_role_of_nobody_known_is_kept(resolver: Resolver) -> None:
    text = Text("The Foreign Ministry left.")
    assert text.meaning(resolver, text.add("Foreign Ministry", label="ORG")) == ["body:unnamed-foreign-ministry"]


def test_an_owner_may_stand_behind(resolver: Resolver) -> None:
    text = Text("Iran met Saudi Arabia.", "The advisers of both countries agreed.")
    text.add("Iran", "state:IRN", function="subject")
    text.add("Saudi Arabia", "state:SAU", function="object")
    owner = text.description("both countries", "countries", number="plural")
    owned = text.description("The advisers of both countries", "advisers", number="plural", owner=owner.start)
    assert text.meaning(resolver, owned) == ["body:irn-government", "body:sau-government"]


def test_only_a_kingdom_is_the_kingdom(resolver: Resolver) -> None:
    text = Text("Saudi Arabia cut ties with Iran.", "The kingdom left.")
    text.add("Saudi Arabia", "state:SAU", function="subject")
    text.add("Iran", "state:IRN", function="object")
    assert text.meaning(resolver, text.description("The kingdom", "kingdom")) == ["state:SAU"]


def test_a_part_of_the_world_narrows_the_choice(resolver: Resolver) -> None:
    text = Text("The US met Iran.", "Firms left the Middle Eastern nation.")
    text.add("US", "state:USA", function="subject")
    text.add("Iran", "state:IRN", function="object")
    assert text.meaning(resolver, text.description("the Middle Eastern nation", "nation", function="object")) == ["state:IRN"]


def test_a_title_means_who_has_it_not_the_deputy(resolver: Resolver) -> None:
    text = Text("President Trump spoke.", "Vice President Pence agreed.", "The president left.", published="2019-05-01")
    text.add("Trump", "person:donald-trump", function="subject", title="president")
    text.add("Pence", "person:mike-pence", function="subject", title="vice president")
    assert text.meaning(resolver, text.description("The president", "president")) == ["person:donald-trump"]


def test_a_title_means_the_holder_of_the_main_state(resolver: Resolver) -> None:
    text = Text("Russia and Russia alone spoke.", "The president left.")
    text.add("Russia", "state:RUS", function="subject")
    assert text.meaning(resolver, text.description("The president", "president")) == ["person:vladimir-putin"]


def test_the_ministry_of_nobody_known_is_no_ministry_of_the_main_state(resolver: Resolver) -> None:
    text = Text("Russia spoke.", "The ministry agreed.")
    text.add("Russia", "state:RUS", function="subject")
    assert "body:rus-ministry" not in text.meaning(resolver, text.description("The ministry", "ministry"))


def test_the_two_countries_are_the_two_of_the_sentence_before(resolver: Resolver) -> None:
    text = Text("Iran met Saudi Arabia.", "The two countries agreed.")
    text.add("Iran", "state:IRN", function="subject")
    text.add("Saudi Arabia", "state:SAU", function="object")
    both = text.description("The two countries", "countries", number="plural")
    assert text.meaning(resolver, both) == ["state:IRN", "state:SAU"]


def test_the_two_countries_stay_the_same_two(resolver: Resolver) -> None:
    text = Text("Iran met Saudi Arabia.", "The two countries agreed.", "Iran thanked China.", "Yet the two countries differ.")
    for words, nth, actor in (("Iran", 1, "state:IRN"), ("Saudi Arabia", 1, "state:SAU"), ("Iran", 2, "state:IRN")):
        text.add(words, actor, nth=nth, function="subject")
    text.add("China", "state:CHN", function="object")
    text.description("The two countries", "countries", number="plural")
    again = text.description("the two countries", "countries", number="plural")
    assert text.meaning(resolver, again) == ["state:IRN", "state:SAU"]


@pytest.mark.parametrize(("words", "head"), [("a court", "court"), ("three suspects", "suspects"), ("protesters", "protesters")])
def test_somebody_new_means_nobody_before(resolver: Resolver, words: str, head: str) -> None:
    text = Text("The International Court of Justice met.", f"Then {words} spoke.")
    text.add("International Court of Justice", "org:icj", function="subject")
    assert all("unnamed" in actor for actor in text.meaning(resolver, text.description(words, head)))


def test_an_ally_says_nothing_of_who_it_is(resolver: Resolver) -> None:
    text = Text("Russia met Iran.", "The ally left.")
    text.add("Russia", "state:RUS", function="subject")
    text.add("Iran", "state:IRN", function="object")
    assert text.meaning(resolver, text.description("The ally", "ally")) == []


# --- guards, through the real stages -----------------------------------------------------------------------------------


def test_everyday_english_names_no_actor(extractor, resolver: Resolver, gazetteer: Gazetteer) -> None:
    with EVERYDAY.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) >= 100
    false = []
    for row, document in zip(rows, extractor.read(Article(str(i), "", r["sentence"]) for i, r in enumerate(rows)), strict=True):
        false += [(row["sentence"], m.text) for m, a in resolver.resolve(document).mentions() if a.actor.id in gazetteer.actors]
    assert false == []


@pytest.mark.parametrize(
    ("sentence", "words", "actor"),
    [
        ("Turkey sent troops to Syria.", "Turkey", "state:TUR"),
        ("The US urged China to help us.", "US", "state:USA"),
        ("South Korea met North Korea, and the South gave in.", "the South", "state:KOR"),
        ("Theresa May came. Merkel praised May in Berlin.", "May", "person:theresa-may"),
        ("The WHO warned Chad.", "WHO", "org:who"),
        ("The South Sudanese army attacked Sudan.", "South Sudanese army", "body:ssd-peoples-defence-forces"),
    ],
)
def test_a_guarded_name_is_believed_where_the_text_supports_it(
    extractor, resolver: Resolver, sentence: str, words: str, actor: str
) -> None:
    (document,) = extractor.read([Article("a", "", sentence, "2018-06-01")])
    found = {(m.text, a.actor.id) for m, a in resolver.resolve(document).mentions()}
    assert (words, actor) in found


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Iran met Iraq. It is clear that talks will fail.", "It"),
        ("Russia signed the treaty. The treaty failed and it was torn up.", "it"),
        ("Iran fired a missile. The missile fell before it reached Iraq.", "it"),
    ],
)
def test_an_it_that_is_no_party_means_nobody(extractor, resolver: Resolver, sentence: str, word: str) -> None:
    (document,) = extractor.read([Article("a", "", sentence, "2018-06-01")])
    assert [m.text for m, _ in resolver.resolve(document).mentions() if m.text == word] == []


def test_a_users_table_adds_and_overrules(extractor, tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text(
        "alias,id,name,kind,country,role,guard\nBlue Hand,,Blue Hand Brigade,group,UKR,REB,\nCrimea,state:RUS,,,,,\n", "utf-8"
    )
    tables = Gazetteer.load([table])
    from kg.extraction import Extractor

    (document,) = Extractor(tables).read([Article("a", "", "The Blue Hand attacked Crimea.", "2018-06-01")])
    found = {a.actor.id for _, a in Resolver(tables).resolve(document).mentions()}
    assert found == {"group:ukr-blue-hand-brigade", "state:RUS"}
