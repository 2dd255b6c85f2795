using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Challenges;

namespace Marketplace.Bids;

/// <summary>
/// All that a bidder writes (揭榜书). It exists in clear only in the memory of a request of the bidder, and after the opening.
/// A draft may be incomplete; <see cref="BidRules"/> says what a submission needs. Amounts stay as they were typed.
/// </summary>
public sealed record BidContent
{
    public BidLeader Leader { get; init; } = new();
    public IReadOnlyList<TeamMember> Team { get; init; } = [];

    /// <summary>What the leading organisation does and gets, in percent; with the partners' shares it makes 100.</summary>
    public int? LeadShare { get; init; }
    public IReadOnlyList<Partner> Partners { get; init; } = [];

    public string Understanding { get; init; } = "";
    public string Route { get; init; } = "";
    public string Alternatives { get; init; } = "";
    public string Innovation { get; init; } = "";

    /// <summary>Technology readiness level, 1 to 9, now and at the end.</summary>
    public int? TrlNow { get; init; }
    public int? TrlEnd { get; init; }

    public IReadOnlyList<IndicatorResponse> Responses { get; init; } = [];
    public IReadOnlyList<PlannedMilestone> WorkPlan { get; init; } = [];
    public IReadOnlyList<BudgetLine> Budget { get; init; } = [];
    public string RequestedBounty { get; init; } = "";

    public IReadOnlyList<PriorResult> PriorResults { get; init; } = [];
    public string Equipment { get; init; } = "";
    public string RiskPlan { get; init; } = "";
    public IpRule? IpOwnership { get; init; }
    public string IpProposal { get; init; } = "";
    public string TransferPlan { get; init; } = "";

    /// <summary>Ties to the publisher that the bidder discloses; empty where there are none.</summary>
    public string ConflictNote { get; init; } = "";
    public bool NoHiddenConflict { get; init; }
    public bool Truthful { get; init; }

    /// <summary>The pledge (军令状) to deliver by the plan if chosen, and who gives it for the organisation.</summary>
    public bool Pledged { get; init; }
    public string PledgedBy { get; init; } = "";

    public IReadOnlyList<BidFileEntry> Files { get; init; } = [];
}

/// <summary>The one who takes command (挂帅人).</summary>
public sealed record BidLeader
{
    public string Name { get; init; } = "";
    public string Degree { get; init; } = "";
    public string Title { get; init; } = "";
    public string Field { get; init; } = "";
    public int? HoursPerWeek { get; init; }
    public string Record { get; init; } = "";
}

public sealed record TeamMember(string Name = "", string Role = "", string Field = "", int? HoursPerWeek = null);

/// <summary>A partner of the consortium. The bidder leads it.</summary>
public sealed record Partner(string Name = "", string CreditCode = "", string Role = "", int? Share = null)
{
    /// <summary>Whether this is that organisation, by its credit code or its full name. A row without either is nobody yet.</summary>
    public bool Is(string? name, string? creditCode) =>
        (CreditCode.Length > 0 && string.Equals(CreditCode, creditCode, StringComparison.OrdinalIgnoreCase)) || (Name.Length > 0 && Name == name);
}

/// <summary>How a promised value stands to the required one, in the bidder's own word.</summary>
public enum ResponseStance { Meets = 1, Exceeds, Partly, NotMet }

/// <summary>What is promised for one indicator of the challenge, and how it will be shown.</summary>
public sealed record IndicatorResponse(Guid IndicatorId, ResponseStance? Stance = null, string Promise = "", string Proof = "");

/// <summary>A stage of the work: by which month it ends, what is there then, and its part of the bounty.</summary>
public sealed record PlannedMilestone(string Title = "", int? Month = null, string Deliverable = "", int? BountyPercent = null);

public sealed record BudgetLine(string Name = "", string Amount = "");

public enum PriorResultKind { Paper = 1, Patent, Contract, Test, Prototype }

public sealed record PriorResult(PriorResultKind? Kind = null, string Title = "", int? Year = null, string Reference = "");

/// <summary>An attached file as the bid names it. The fingerprint is that of the file itself, before it was sealed.</summary>
public sealed record BidFileEntry(Guid Id, string Name, string ContentType, long Length, string Sha256);

/// <summary>How content is written into a seal and read again; the API speaks it too.</summary>
public static class BidJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // A null where a text belongs is refused here and not met later.
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static byte[] Write(BidContent content) => JsonSerializer.SerializeToUtf8Bytes(content, Options);

    public static string WriteText(BidContent content) => JsonSerializer.Serialize(content, Options);

    /// <exception cref="JsonException">Not written here.</exception>
    public static BidContent Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<BidContent>(bytes, Options) ?? throw new JsonException("Empty content.");

    public static BidContent Read(string text) => JsonSerializer.Deserialize<BidContent>(text, Options) ?? throw new JsonException("Empty content.");
}
