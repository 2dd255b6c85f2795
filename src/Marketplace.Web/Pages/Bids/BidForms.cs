using System.Globalization;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Bids;

/// <summary>
/// What one step of the form holds, as it was typed. Property names are those of <see cref="BidContent"/>,
/// so that a refusal's field is the field's place in the form.
/// </summary>
public interface IBidForm
{
    /// <summary>The bid with this step's part replaced; what cannot be read as a number is reported and left out.</summary>
    BidContent ApplyTo(BidContent bid, List<Refusal> faults);

    /// <summary>Adds or drops a row, for a browser without scripts.</summary>
    void ChangeRows(string? add, string? remove, int at);
}

/// <summary>Reads what people type into fields of numbers and lines.</summary>
internal static class Typed
{
    public static string Line(string? text) => TypedText.TidyLine(text) ?? "";

    public static string Lines(string? text) => TypedText.Tidy(text) ?? "";

    public static int? Whole(string? text, string field, List<Refusal> faults)
    {
        var plain = Line(text);
        if (plain.Length == 0) return null;
        if (TypedNumber.Whole(plain) is { } number and >= 0) return number;
        faults.Add(new Refusal("field.whole_number", field));
        return null;
    }

    public static string Show(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Rows in which something was typed: an empty row is no row.</summary>
    public static List<T> Filled<T>(IEnumerable<T> rows, params Func<T, string?>[] fields) =>
        [.. rows.Where(row => Array.Exists(fields, field => !string.IsNullOrWhiteSpace(field(row))))];

    public static void Change<T>(List<T> rows, bool add, bool remove, int at, int most) where T : new()
    {
        if (add && rows.Count < most) rows.Add(new T());
        if (remove && at >= 0 && at < rows.Count) rows.RemoveAt(at);
    }
}

public sealed class LeaderForm
{
    public string? Name { get; set; }
    public string? Degree { get; set; }
    public string? Title { get; set; }
    public string? Field { get; set; }
    public string? HoursPerWeek { get; set; }
    public string? Record { get; set; }
}

public sealed class MemberForm
{
    public string? Name { get; set; }
    public string? Role { get; set; }
    public string? Field { get; set; }
    public string? HoursPerWeek { get; set; }
}

public sealed class PartnerForm
{
    public string? Name { get; set; }
    public string? CreditCode { get; set; }
    public string? Role { get; set; }
    public string? Share { get; set; }
}

/// <summary>Who does the work.</summary>
public sealed class TeamForm : IBidForm
{
    public LeaderForm Leader { get; set; } = new();
    public List<MemberForm> Team { get; set; } = [];
    public string? LeadShare { get; set; }
    public List<PartnerForm> Partners { get; set; } = [];

    public static TeamForm Of(BidContent bid) => new()
    {
        Leader = new LeaderForm
        {
            Name = bid.Leader.Name, Degree = bid.Leader.Degree, Title = bid.Leader.Title, Field = bid.Leader.Field,
            HoursPerWeek = Typed.Show(bid.Leader.HoursPerWeek), Record = bid.Leader.Record,
        },
        Team = [.. bid.Team.Select(m => new MemberForm { Name = m.Name, Role = m.Role, Field = m.Field, HoursPerWeek = Typed.Show(m.HoursPerWeek) })],
        LeadShare = Typed.Show(bid.LeadShare),
        Partners = [.. bid.Partners.Select(p => new PartnerForm { Name = p.Name, CreditCode = p.CreditCode, Role = p.Role, Share = Typed.Show(p.Share) })],
    };

    public BidContent ApplyTo(BidContent bid, List<Refusal> faults)
    {
        Team = Typed.Filled(Team, m => m.Name, m => m.Role, m => m.Field, m => m.HoursPerWeek);
        Partners = Typed.Filled(Partners, p => p.Name, p => p.CreditCode, p => p.Role, p => p.Share);
        return bid with
        {
            Leader = new BidLeader
            {
                Name = Typed.Line(Leader.Name), Degree = Typed.Line(Leader.Degree), Title = Typed.Line(Leader.Title), Field = Typed.Line(Leader.Field),
                HoursPerWeek = Typed.Whole(Leader.HoursPerWeek, "Leader.HoursPerWeek", faults), Record = Typed.Lines(Leader.Record),
            },
            Team = [.. Team.Select((m, i) => new TeamMember(Typed.Line(m.Name), Typed.Line(m.Role), Typed.Line(m.Field), Typed.Whole(m.HoursPerWeek, $"Team[{i}].HoursPerWeek", faults)))],
            LeadShare = Typed.Whole(LeadShare, nameof(LeadShare), faults),
            Partners = [.. Partners.Select((p, i) => new Partner(
                Typed.Line(p.Name), UnifiedSocialCreditCode.Normalise(p.CreditCode), Typed.Line(p.Role), Typed.Whole(p.Share, $"Partners[{i}].Share", faults)))],
        };
    }

    public void ChangeRows(string? add, string? remove, int at)
    {
        Typed.Change(Team, add == nameof(Team), remove == nameof(Team), at, BidRules.MaxTeam);
        Typed.Change(Partners, add == nameof(Partners), remove == nameof(Partners), at, BidRules.MaxPartners);
    }
}

/// <summary>How the need is understood and will be met.</summary>
public sealed class ApproachForm : IBidForm
{
    public string? Understanding { get; set; }
    public string? Route { get; set; }
    public string? Alternatives { get; set; }
    public string? Innovation { get; set; }
    public string? TrlNow { get; set; }
    public string? TrlEnd { get; set; }

    public static ApproachForm Of(BidContent bid) => new()
    {
        Understanding = bid.Understanding, Route = bid.Route, Alternatives = bid.Alternatives, Innovation = bid.Innovation,
        TrlNow = Typed.Show(bid.TrlNow), TrlEnd = Typed.Show(bid.TrlEnd),
    };

    public BidContent ApplyTo(BidContent bid, List<Refusal> faults) => bid with
    {
        Understanding = Typed.Lines(Understanding), Route = Typed.Lines(Route), Alternatives = Typed.Lines(Alternatives), Innovation = Typed.Lines(Innovation),
        TrlNow = Typed.Whole(TrlNow, nameof(TrlNow), faults), TrlEnd = Typed.Whole(TrlEnd, nameof(TrlEnd), faults),
    };

    public void ChangeRows(string? add, string? remove, int at) { }
}

public sealed class ResponseForm
{
    public Guid IndicatorId { get; set; }
    public ResponseStance? Stance { get; set; }
    public string? Promise { get; set; }
    public string? Proof { get; set; }
}

/// <summary>What is promised for each indicator, one row for each in the challenge's order.</summary>
public sealed class IndicatorsForm : IBidForm
{
    public List<ResponseForm> Responses { get; set; } = [];

    public static IndicatorsForm Of(BidContent bid, BidTerms terms) => new()
    {
        Responses = [.. terms.Indicators.Select(i => bid.Responses.FirstOrDefault(r => r.IndicatorId == i.Id) is { } r
            ? new ResponseForm { IndicatorId = i.Id, Stance = r.Stance, Promise = r.Promise, Proof = r.Proof }
            : new ResponseForm { IndicatorId = i.Id })],
    };

    public BidContent ApplyTo(BidContent bid, List<Refusal> faults) => bid with
    {
        Responses = [.. Responses.Select(r => new IndicatorResponse(r.IndicatorId, r.Stance, Typed.Lines(r.Promise), Typed.Lines(r.Proof)))],
    };

    public void ChangeRows(string? add, string? remove, int at) { }
}
