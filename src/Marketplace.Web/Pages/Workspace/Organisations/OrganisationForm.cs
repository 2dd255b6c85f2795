using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>The fields of an organisation as a form sends them; lists stand one entry a line.</summary>
public sealed class OrganisationForm
{
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? CreditCode { get; set; }
    public string? Country { get; set; } = "CN";
    public Region Region { get; set; } = Region.Pudong;
    public EnterpriseTier Tier { get; set; }
    public string? Address { get; set; }
    public string? Website { get; set; }
    public string? Summary { get; set; }
    public string? SummaryEn { get; set; }
    public string? Fields { get; set; }
    public string? Keywords { get; set; }
    public string? Equipment { get; set; }

    /// <summary>The version that the form was shown with.</summary>
    public long Version { get; set; }

    public OrganisationContent ToContent() => new()
    {
        Name = Name, NameEn = NameEn, CreditCode = CreditCode, Country = Country, Region = Region, Tier = Tier, Address = Address, Website = Website,
        Summary = Summary, SummaryEn = SummaryEn, Fields = Lines(Fields), Keywords = Lines(Keywords), Equipment = Lines(Equipment),
    };

    public static OrganisationForm Of(OrganisationContent c, long version) => new()
    {
        Name = c.Name, NameEn = c.NameEn, CreditCode = c.CreditCode, Country = c.Country, Region = c.Region, Tier = c.Tier, Address = c.Address, Website = c.Website,
        Summary = c.Summary, SummaryEn = c.SummaryEn, Fields = string.Join('\n', c.Fields), Keywords = string.Join('\n', c.Keywords), Equipment = string.Join('\n', c.Equipment),
        Version = version,
    };

    /// <summary>What is saved and what was typed, where they differ: for the page that says that somebody else was quicker.</summary>
    public static IEnumerable<(string Field, string? Saved, string? Typed)> Differences(OrganisationForm saved, OrganisationForm typed, Texts texts)
    {
        (string Field, string? Saved, string? Typed)[] all =
        [
            (nameof(Name), saved.Name, typed.Name), (nameof(NameEn), saved.NameEn, typed.NameEn), (nameof(CreditCode), saved.CreditCode, typed.CreditCode),
            (nameof(Country), saved.Country, typed.Country), (nameof(Region), texts.Name(saved.Region), texts.Name(typed.Region)), (nameof(Tier), texts.Name(saved.Tier), texts.Name(typed.Tier)),
            (nameof(Address), saved.Address, typed.Address), (nameof(Website), saved.Website, typed.Website), (nameof(Summary), saved.Summary, typed.Summary),
            (nameof(SummaryEn), saved.SummaryEn, typed.SummaryEn), (nameof(Fields), saved.Fields, typed.Fields), (nameof(Keywords), saved.Keywords, typed.Keywords),
            (nameof(Equipment), saved.Equipment, typed.Equipment),
        ];
        return all.Where(d => TypedText.Tidy(d.Saved) != TypedText.Tidy(d.Typed));
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
