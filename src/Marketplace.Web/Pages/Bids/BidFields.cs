using System.Globalization;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Bids;

/// <summary>What a field of a bid is called where it is spoken of apart from its place in the form.</summary>
public static class BidFields
{
    private const string FormPrefix = "Form.";

    /// <summary>Such as "Work plan 2"; the label's text stands in the resources under the field's first name.</summary>
    public static string Name(Refusal refusal, Texts texts) => Name(refusal.Field ?? "", texts) ?? refusal.Field ?? "";

    /// <summary>Null where the field has no name of its own.</summary>
    /// <param name="field">As the content names it, or the form: <c>Form.Budget[1].Amount</c>.</param>
    public static string? Name(string field, Texts texts)
    {
        if (field.StartsWith(FormPrefix, StringComparison.Ordinal)) field = field[FormPrefix.Length..];
        var parts = field.Split('.', '[', ']');
        var row = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var index) ? " " + (index + 1).ToString(CultureInfo.InvariantCulture) : "";
        var exact = parts[0] == "Leader" ? "Bids." + field : "Bids." + parts[0];
        return texts.Has(exact) ? texts[exact] + row : null;
    }
}
