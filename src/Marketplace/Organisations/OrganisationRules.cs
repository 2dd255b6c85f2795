using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>What can be typed about an organisation, and its bounds.</summary>
public sealed record OrganisationContent
{
    public string? Name { get; init; }
    public string? NameEn { get; init; }
    public string? CreditCode { get; init; }
    public string? Country { get; init; } = "CN";
    public Region Region { get; init; } = Region.Pudong;
    public EnterpriseTier Tier { get; init; }
    public string? Address { get; init; }
    public string? Website { get; init; }
    public string? Summary { get; init; }
    public string? SummaryEn { get; init; }
    public IReadOnlyList<string> Fields { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public IReadOnlyList<string> Equipment { get; init; } = [];
}

/// <summary>Checks of an organisation's fields, the same from page, API and import.</summary>
public static class OrganisationRules
{
    public const int MaxName = 200;
    public const int MaxSummary = 4000;
    public const int MaxTags = 40;
    public const int MaxTag = 120;

    internal static OrganisationContent Tidy(OrganisationContent content) => content with
    {
        Name = TypedText.TidyLine(content.Name),
        NameEn = TypedText.TidyLine(content.NameEn),
        CreditCode = TypedText.TidyLine(content.CreditCode) is { } code ? UnifiedSocialCreditCode.Check(code).Code : null,
        Country = TypedText.TidyLine(content.Country)?.ToUpperInvariant(),
        Address = TypedText.TidyLine(content.Address),
        Website = TypedText.TidyLine(content.Website),
        Summary = TypedText.Tidy(content.Summary),
        SummaryEn = TypedText.Tidy(content.SummaryEn),
        Fields = Tags(content.Fields),
        Keywords = Tags(content.Keywords),
        Equipment = Tags(content.Equipment),
    };

    /// <summary>A credit code of the wrong shape is refused; one whose check fails is let through and decided at verification.</summary>
    internal static List<Refusal> Check(OrganisationContent c)
    {
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, c.Name, nameof(c.Name));
        TypedText.Check(refusals, c.Name, MaxName, nameof(c.Name));
        TypedText.Check(refusals, c.NameEn, MaxName, nameof(c.NameEn));
        TypedText.Check(refusals, c.Address, 300, nameof(c.Address));
        TypedText.Check(refusals, c.Summary, MaxSummary, nameof(c.Summary));
        TypedText.Check(refusals, c.SummaryEn, MaxSummary, nameof(c.SummaryEn));
        CheckCountryAndCode(refusals, c);
        CheckWebsite(refusals, c.Website);
        CheckTags(refusals, c.Fields, nameof(c.Fields));
        CheckTags(refusals, c.Keywords, nameof(c.Keywords));
        CheckTags(refusals, c.Equipment, nameof(c.Equipment));
        if (!Enum.IsDefined(c.Region)) refusals.Add(new Refusal("field.choice", nameof(c.Region)));
        if (!Enum.IsDefined(c.Tier)) refusals.Add(new Refusal("field.choice", nameof(c.Tier)));
        return refusals;
    }

    private static void CheckCountryAndCode(List<Refusal> refusals, OrganisationContent c)
    {
        if (c.Country is not { Length: 2 } country || !country.All(char.IsAsciiLetterUpper)) refusals.Add(new Refusal("organisation.country", nameof(c.Country)));
        if (c.CreditCode is null)
        {
            if (c.Country == "CN") refusals.Add(new Refusal("field.required", nameof(c.CreditCode)));
            return;
        }

        var finding = UnifiedSocialCreditCode.Check(c.CreditCode);
        if (!finding.IsWellFormed) refusals.AddRange(finding.Refusals(nameof(c.CreditCode)).Take(1));
    }

    private static void CheckWebsite(List<Refusal> refusals, string? website)
    {
        if (website is null) return;
        var fits = website.Length <= 300 && Uri.TryCreate(website, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
        if (!fits) refusals.Add(new Refusal("organisation.website", nameof(OrganisationContent.Website)));
    }

    private static void CheckTags(List<Refusal> refusals, IReadOnlyList<string> tags, string field)
    {
        if (tags.Count > MaxTags) refusals.Add(new Refusal("list.too_many", field, MaxTags));
        foreach (var tag in tags) TypedText.Check(refusals, tag, MaxTag, field);
    }

    private static List<string> Tags(IEnumerable<string> tags) =>
        [.. tags.Select(TypedText.TidyLine).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
}
