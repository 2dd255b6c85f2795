using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Organisations;

/// <summary>The name of an organisation in the reader's language, where it has one there.</summary>
public static class OrganisationNames
{
    public static string Of(Texts texts, string name, string? nameEn) => texts.IsChinese ? name : nameEn ?? name;

    /// <summary>A text that may stand in one language only.</summary>
    public static string? Either(Texts texts, string? chinese, string? english) => texts.IsChinese ? chinese ?? english : english ?? chinese;
}
