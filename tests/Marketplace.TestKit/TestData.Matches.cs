using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TestKit;

/// <summary>A verified institute with a capability profile and one member who prepares its bids.</summary>
public sealed record ProfiledLab(Guid Id, Actor Member)
{
    public Guid MemberId => Member.PersonId!.Value;
}

public static partial class TestData
{
    /// <summary>Written as rows: what matching needs is a profile, not the way to it.</summary>
    public static async Task<ProfiledLab> AddProfiledLab(
        IServiceProvider services, string name, IReadOnlyList<string> fields, IReadOnlyList<string> outcomes,
        OrganisationKind kind = OrganisationKind.Institute, Guid? groupId = null, VerificationStatus verification = VerificationStatus.Verified)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var lab = new Organisation { Kind = kind, Name = name, Fields = [.. fields], GroupId = groupId, Verification = verification, RegisteredAt = now };
        db.Add(lab);
        db.AddRange(outcomes.Select(title => new Outcome { OrganisationId = lab.Id, Kind = OutcomeKind.Paper, Title = title, Year = 2025, Source = "typed", AddedAt = now }));
        var member = Member(db, $"member-of-{lab.Id:N}", lab, MembershipRole.Bidder, now);
        await db.SaveChangesAsync();
        return new(lab.Id, member);
    }

    /// <summary>Lets the running index read an organisation whose rows were written past the use cases.</summary>
    public static async Task TellVerified(IServiceProvider services, Guid organisation)
    {
        await using var scope = services.CreateAsyncScope();
        _ = (await scope.ServiceProvider.GetRequiredService<Writer>().Write<Done>(w =>
        {
            w.Record(new OrganisationVerified(organisation, CreditCodeOverruled: false), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        })).Value;
    }

    /// <summary>Content of a challenge about one thing, so that a test knows whom it fits.</summary>
    public static ChallengeContent ContentAbout(DateTimeOffset now, string title, string summary)
    {
        var content = CompleteContent(now, title);
        return content with
        {
            Need = content.Need! with { PublicSummary = summary, Background = summary, Target = summary },
            Indicators = content.Indicators! with { Deliverables = "Two reports." },
        };
    }
}
