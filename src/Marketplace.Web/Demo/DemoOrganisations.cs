using System.Security.Cryptography;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Demo;

/// <summary>People, organisations, memberships and duties of the demonstration.</summary>
internal sealed class DemoOrganisations(DemoStage stage, string password)
{
    /// <summary>Of the owners, who are not among the sign-ins of the README: known to nobody.</summary>
    private readonly string _nobodys = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public async Task Load(List<DemoPerson> people)
    {
        foreach (var person in people) stage.People[person.Key] = await AddPerson(person.Email, person.DisplayName, password);
        foreach (var person in people.Where(p => p.PlatformRole is not null)) await Grant(person);
        var organisations = DemoFiles.Read<DemoOrganisation>("publishers").Concat(DemoFiles.Read<DemoOrganisation>("labs")).ToList();
        for (var i = 0; i < organisations.Count; i++) await Register(organisations[i], i + 1);
        foreach (var organisation in organisations) await Verify(organisation);
        foreach (var organisation in organisations.Where(o => o.Group is not null)) await JoinGroup(organisation);
        foreach (var person in people.Where(p => p.MembershipRole is not null)) await Join(person);
        await stage.Drain();
    }

    // As anybody does: registers, opens the link that is mailed, and chooses a password.
    private async Task<Guid> AddPerson(string email, string name, string choice)
    {
        await stage.Run<RegisterPerson, Done>(u => u.Run(new(email, name, Texts.Chinese, IsDemo: true), default));
        var person = await stage.Read(db => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Email == email));
        await stage.Run<ChoosePassword, bool>(u => u.Run(new(MailedLinkUse.Confirm, person.Id, stage.MailedToken(person), choice), default));
        return person.Id;
    }

    private Task<Done> Grant(DemoPerson person) => stage.Run<GrantRole, Done>(grant => grant.Run(
        new(stage.People[person.Key], DemoWords.Named<PlatformRole>(person.PlatformRole!), person.DutyZh), Actor.System));

    // Each organisation has an owner of its own; the demonstration people join them as members.
    private async Task Register(DemoOrganisation o, int number)
    {
        stage.People[o.NameZh] = await AddPerson($"owner{number:D3}@demo.example", o.ContactName ?? o.NameZh, _nobodys);
        var owner = await stage.Person(o.NameZh);
        var content = new OrganisationContent
        {
            Name = o.NameZh, NameEn = o.NameEn, CreditCode = o.Uscc, Country = o.Country ?? "CN", Region = DemoWords.Region(o.Region), Tier = DemoWords.Tier(o.Tier),
            Summary = o.SummaryZh, SummaryEn = o.SummaryEn, Fields = [.. o.FieldsZh, .. o.FieldsEn], Keywords = [.. o.KeywordsZh ?? [], .. o.KeywordsEn ?? []],
            Equipment = [.. (o.Equipment ?? []).Select(e => e.En is null ? e.Zh : $"{e.Zh} ({e.En})")],
        };
        var id = await stage.Run<RegisterOrganisation, Guid>(u => u.Run(new(DemoWords.OrganisationKind(o.Kind), content, IsDemo: true), owner));
        stage.Organisations[o.NameZh] = id;
        owner = await stage.Person(o.NameZh);
        if (o.Outcomes is { Count: > 0 } outcomes)
        {
            var rows = outcomes.Select(r => new AddOutcome.Row(DemoWords.Named<OutcomeKind>(r.Kind), r.Title, r.Year, r.Abstract, r.Identifier, null)).ToList();
            await stage.Run<AddOutcome, int>(u => u.Run(new(id, rows), owner));
        }

        await stage.Run<AskForVerification, Done>(u => u.Run(id, owner));
    }

    private async Task Verify(DemoOrganisation o)
    {
        var id = stage.Organisations[o.NameZh];
        var version = await stage.Read(db => db.Set<Organisation>().Where(x => x.Id == id).Select(x => x.Version).SingleAsync());
        var officer = await stage.Person("admin_reviewer");
        await stage.Run<DecideVerification, VerificationStatus>(u => u.Run(new(id, version, VerificationAction.Verify, null), officer));
    }

    // The centre stands for its group, whose other members are its affiliates.
    private async Task JoinGroup(DemoOrganisation o)
    {
        var id = stage.Organisations[o.NameZh];
        var version = await stage.Read(db => db.Set<Organisation>().Where(x => x.Id == id).Select(x => x.Version).SingleAsync());
        var officer = await stage.Person("admin_reviewer");
        await stage.Run<AssignGroup, long>(u => u.Run(new(id, version, o.Group, o.GroupGrounds), officer));
    }

    private async Task Join(DemoPerson person)
    {
        var owner = await stage.Person(person.Organisation);
        await stage.Run<AddMember, Done>(u => u.Run(
            new(stage.Organisations[person.Organisation], stage.People[person.Key], DemoWords.Named<MembershipRole>(person.MembershipRole!)), owner));
    }
}
