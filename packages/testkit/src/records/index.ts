export { fakePerson, type FakePerson } from './fake-people.ts';
export { fakeCompany, type FakeCompany, type FakePlace } from './fake-companies.ts';
export { spellWebsite, websiteSpellings } from './website-spellings.ts';
