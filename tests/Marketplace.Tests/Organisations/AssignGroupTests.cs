using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations;

[TestFixtureSource(typeof(Databases))]
public sealed class AssignGroupTests(DatabaseProvider provider)
{
    private World _world = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create(provider);
        _cast = await TestData.AddChallengeCast(_world.Services);
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Assign_sets_the_group_and_clears_it_with_a_reason_in_the_log()
    {
        Assert.That((await Assign(_cast.LabId, "Lingang Precision Co.")).Value, Is.EqualTo(2));
        Assert.That(await Group(_cast.LabId), Is.EqualTo(_cast.FirmId));
        Assert.That((await Assign(_cast.LabId, "Lingang Precision Co.")).Value, Is.EqualTo(2), "the same again is no change");
        Assert.That((await Assign(_cast.LabId, " ", reason: "Sold in 2026")).Value, Is.EqualTo(3));
        Assert.That(await Group(_cast.LabId), Is.Null);
        var events = (await _world.Events()).Where(e => e.Type == "organisation.grouped").ToList();
        Assert.That(events.Select(e => (e.SubjectId, e.ActorId, e.Reason)), Is.EqualTo(new[]
        {
            (_cast.LabId, _cast.Reviewer.PersonId, (string?)"Shareholding of 2026"), (_cast.LabId, _cast.Reviewer.PersonId, "Sold in 2026"),
        }));
    }

    [Test]
    public async Task Assign_takes_the_lab_out_of_the_matches_of_its_groups_challenges()
    {
        var lab = await TestData.AddProfiledLab(_world.Services, "Crystal Institute", ["Photoresist resins"], ["Metal removal for photoresist resins", "A purification route for resins"]);
        await TestData.AddProfiledLab(_world.Services, "Antibody Institute", ["Antibody drugs"], ["Linker chemistry of antibody drug conjugates"]);
        await TestData.AddOpenChallenge(_world.Services, _cast);
        await _world.Drain();
        Assert.That(await _world.Read(db => db.Set<Match>().CountAsync(m => m.OrganisationId == lab.Id)), Is.EqualTo(1));
        _ = (await Assign(lab.Id, "Lingang Precision Co.")).Value;
        await _world.Drain();
        Assert.That(await _world.Read(db => db.Set<Match>().CountAsync(m => m.OrganisationId == lab.Id)), Is.Zero);
    }

    [Test]
    public async Task Assign_what_does_not_hold_is_refused()
    {
        Assert.That((await Assign(_cast.LabId, "Nobody Ltd.")).Refusal.Code, Is.EqualTo("organisation.group_unknown"));
        Assert.That((await Assign(_cast.LabId, "Institute of Fine Optics")).Refusal.Code, Is.EqualTo("organisation.group_flat"), "itself");
        _ = (await Assign(_cast.LabId, "Lingang Precision Co.")).Value;
        Assert.That((await Assign(_cast.FirmId, "Zhangjiang Instruments Co.")).Refusal.Code, Is.EqualTo("organisation.group_flat"), "a head joins nobody");
        Assert.That((await Assign(await Id("Zhangjiang Instruments Co."), "Institute of Fine Optics")).Refusal.Code, Is.EqualTo("organisation.group_flat"), "a member heads nothing");
        Assert.That((await Assign(_cast.FirmId, null, reason: "")).Refusal.Field, Is.EqualTo("Reason"));
        Assert.That((await Assign(_cast.FirmId, null, version: 9)).Refusal, Is.EqualTo(Refusal.Stale));
    }

    [Test]
    public async Task Assign_without_the_duty_or_about_the_own_organisation_is_refused()
    {
        Assert.That((await Assign(_cast.LabId, null, _cast.Approver)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Assign(_cast.LabId, null, _cast.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Assign(_cast.LabId, null, _cast.Reviewer with { Memberships = _cast.Bidder.Memberships })).Refusal.Code, Is.EqualTo("organisation.own"));
    }

    private async Task<Result<long>> Assign(Guid id, string? head, Actor? actor = null, string? reason = "Shareholding of 2026", long? version = null)
    {
        var seen = version ?? await _world.Read(db => db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.Version).SingleAsync());
        return await _world.With((AssignGroup u) => u.Run(new(id, seen, head, reason), actor ?? _cast.Reviewer));
    }

    private Task<Guid?> Group(Guid id) => _world.Read(db => db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.GroupId).SingleAsync());

    private Task<Guid> Id(string name) => _world.Read(db => db.Set<Organisation>().Where(o => o.Name == name).Select(o => o.Id).SingleAsync());
}
