"""Invented articles, for Copydesk and for Hugo: the same number makes the same one.

Words are put together from syllables, and drawn, like tags and authors, as Zipf
saw words being used: the r-th most frequent one about 1/r times as often as the first.
"""
import itertools
import os
import random

SECTIONS = ('News', 'Analysis', 'Reports', 'Events')
N_WORDS, N_TAGS, N_AUTHORS, N_SHORT = 20000, 600, 150, 60
WORDS_PER_ARTICLE = 600
FIRST_YEAR, N_YEARS = 2009, 16
SYLLABLES = ('ri ver bor der pa trol min is try re port se cu ty bud get na val har bour con ex per ment law cus toms al'
             ' li ance fer ry tra de wa ter for um').split()


def make_words():
    chance = random.Random(0)
    lengths = (1 if rank < N_SHORT else chance.randint(2, 4) for rank in range(N_WORDS))
    return [''.join(chance.choices(SYLLABLES, k=length)) for length in lengths]


WORDS = make_words()
SHARES = list(itertools.accumulate(1 / (rank + 1) for rank in range(N_WORDS)))


class Article:
    """The number-th of count; they come in the order of their dates."""

    def __init__(self, number, count):
        self.chance = random.Random(number)
        self.number = number
        self.id = f'01900000-0000-7000-8000-{number:012x}'
        self.section = SECTIONS[number % len(SECTIONS)]
        self.year = FIRST_YEAR + number * N_YEARS // count
        self.date = f'{self.year}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}'
        self.tags = [f'tag {rank}' for rank in sorted(set(self.draw(N_TAGS, self.chance.randint(2, 4))))]
        self.author = f'Author {self.draw(N_AUTHORS, 1)[0]}'
        self.title = f'{self.say(7)} {number}'
        self.slug = self.title.lower().replace(' ', '-')
        self.summary = self.say(25) + '.'
        self.paragraphs = list(self.make_paragraphs())

    def draw(self, count, how_many):
        return self.chance.choices(range(count), cum_weights=SHARES[:count], k=how_many)

    def say(self, n_words):
        return ' '.join(WORDS[rank] for rank in self.draw(N_WORDS, n_words)).capitalize()

    def make_paragraphs(self):
        left = WORDS_PER_ARTICLE
        while left > 0:
            length = min(left, self.chance.randint(40, 90))
            if left < WORDS_PER_ARTICLE and self.chance.random() < 0.2:
                yield '## ' + self.say(4)
            yield ' '.join(self.say(min(11, length - start)) + '.' for start in range(0, length, 11))
            left -= length

    def edit_body(self):
        """One more sentence in the middle, where no list shows it."""
        middle = len(self.paragraphs) // 2
        self.paragraphs.insert(middle, self.say(11) + '.')

    def edit_title(self):
        """Another first word; the address stays."""
        self.title = f'{WORDS[self.chance.randrange(N_SHORT, N_WORDS)].capitalize()} {self.title.split(" ", 1)[1]}'

    def get_body(self):
        return '\n\n'.join(self.paragraphs) + '\n'

    def get_file(self, fields):
        tags = ''.join(f'  - {tag}\n' for tag in self.tags)
        return (f'---\ntitle: {self.title}\ndate: {self.date}\ntags:\n{tags}authors:\n  - {self.author}\n'
                f'summary: {self.summary}\n{fields}---\n{self.get_body()}')

    def write_markdown(self, folder):
        path = os.path.join(folder, f'{self.number // 1000:03}', f'{self.number:06}.en.md')
        write(path, self.get_file(f'id: {self.id}\nlang: en\nsection: {self.section}\nstatus: published\n'))

    def write_hugo(self, content):
        path = os.path.join(content, self.section.lower(), self.slug + '.md')
        write(path, self.get_file(f'years:\n  - "{self.year}"\n'))


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
