using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Web.TagHelpers;

/// <summary>
/// A cell with a control in a table of rows: <c>&lt;cell name="Input.Team[0].Name" label="@T["…"]" value="@row.Name" /&gt;</c>.
/// The label is read to those who cannot see the heading, and shown above the control where the table has become a list of cards.
/// </summary>
[HtmlTargetElement("cell", Attributes = "name")]
public sealed class CellTag(HtmlEncoder encoder) : TagHelper
{
    public required string Name { get; set; }
    public required string Label { get; set; }
    public string? Value { get; set; }

    /// <summary>Text, LongText, Number, Amount or Select.</summary>
    public FieldKind Kind { get; set; }

    /// <summary>For a select.</summary>
    public IEnumerable<SelectListItem> Options { get; set; } = [];
    public int Rows { get; set; } = 3;
    public int? MaxLength { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private string Id => TagBuilder.CreateSanitizedId(Name, "_");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = Errors();
        output.TagName = "td";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("data-label", Label);
        if (errors.Count > 0) output.Attributes.SetAttribute("class", "has-error");
        output.Content.AppendHtml(Control(errors));
        if (errors.Count > 0) output.Content.AppendHtml($"<p class=\"error\" id=\"{Id}-error\">{string.Join("<br>", errors.Select(Encode))}</p>");
    }

    private string Control(IReadOnlyList<string> errors)
    {
        var common = $"id=\"{Id}\" name=\"{Encode(Name)}\" aria-label=\"{Encode(Label)}\""
            + (MaxLength is { } most ? $" maxlength=\"{most.ToString(CultureInfo.InvariantCulture)}\"" : "")
            + (errors.Count > 0 ? $" aria-invalid=\"true\" aria-describedby=\"{Id}-error\"" : "");
        return Kind switch
        {
            FieldKind.LongText => $"<textarea {common} class=\"form-control\" rows=\"{Rows.ToString(CultureInfo.InvariantCulture)}\">\n{Encode(Value ?? "")}</textarea>",
            FieldKind.Select => Select(common),
            FieldKind.Number => $"<input type=\"text\" inputmode=\"numeric\" class=\"form-control num\" {common} value=\"{Encode(Value ?? "")}\">",
            FieldKind.Date => $"<input type=\"date\" class=\"form-control\" {common} value=\"{Encode(Value ?? "")}\">",
            _ => $"<input type=\"text\" class=\"form-control\" {common} value=\"{Encode(Value ?? "")}\">",
        };
    }

    private string Select(string common)
    {
        var html = new StringBuilder($"<select class=\"form-select\" {common}>");
        foreach (var option in Options)
        {
            var chosen = (option.Value ?? option.Text) == (Value ?? "") ? " selected" : "";
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{Encode(option.Value ?? option.Text)}\"{chosen}>{Encode(option.Text)}</option>");
        }

        return html.Append("</select>").ToString();
    }

    private IReadOnlyList<string> Errors() =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry)
            ? [.. entry.Errors.Select(error => error.ErrorMessage).Where(message => message.Length > 0)]
            : [];

    private string Encode(string text) => encoder.Encode(text);
}
