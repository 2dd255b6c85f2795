using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Web.TagHelpers;

/// <summary>How a field is filled in.</summary>
public enum FieldKind { Text, LongText, Email, Password, Telephone, Number, Amount, Date, DateTime, Select, Choices, ManyChoices, CheckBox, File }

/// <summary>
/// A field of a form with its label, help and error where readers expect them:
/// <c>&lt;field for="Input.Title" label="@T["…"]" hint="@T["…"]" /&gt;</c>. Content inside replaces the control.
/// </summary>
/// <remarks>A date with time is shown in Shanghai's time; bind it as text or <see cref="System.DateTime"/> and read it with <see cref="ShanghaiTime"/>.</remarks>
[HtmlTargetElement("field", Attributes = "for")]
public sealed partial class FieldTag(Texts texts, HtmlEncoder encoder) : TagHelper
{
    public required ModelExpression For { get; set; }
    public required string Label { get; set; }
    public string? Hint { get; set; }
    public FieldKind Kind { get; set; }

    /// <summary>For select and choices.</summary>
    public IEnumerable<SelectListItem> Options { get; set; } = [];

    /// <summary>Marked so in the label; what is not optional is required and needs no star.</summary>
    public bool Optional { get; set; }

    /// <summary><c>short</c>, <c>medium</c> or <c>long</c>, in step with what is expected; the whole column otherwise.</summary>
    public string? Width { get; set; }

    public int Rows { get; set; } = 5;
    public string? Before { get; set; }
    public string? After { get; set; }
    public string? Autocomplete { get; set; }
    public string? Placeholder { get; set; }

    /// <summary>Accepted types of a file, as in the attribute.</summary>
    public string? Accept { get; set; }

    public bool Multiple { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, "_");

    private bool IsGroup => Kind is FieldKind.Choices or FieldKind.ManyChoices;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var own = (await output.GetChildContentAsync()).GetContent().Trim();
        var errors = Errors();
        output.TagName = IsGroup ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", errors.Count > 0 ? "field has-error" : "field");
        if (IsGroup) output.Attributes.SetAttribute("aria-describedby", DescribedBy(errors) is { Length: > 0 } ids ? ids : null);
        var html = new StringBuilder();
        if (Kind == FieldKind.CheckBox) Describe(html, errors);
        else
        {
            AppendLabel(html);
            Describe(html, errors);
        }

        html.Append(own.Length > 0 ? own : Control(errors));
        output.Content.SetHtmlContent(new HtmlString(html.ToString()));
    }

    private void AppendLabel(StringBuilder html)
    {
        var optional = Optional ? $" <span class=\"optional\">({Encode(texts["Shared.Field.Optional"])})</span>" : "";
        html.Append(IsGroup
            ? $"<legend id=\"{Id}\" tabindex=\"-1\">{Encode(Label)}{optional}</legend>"
            : $"<label for=\"{Id}\">{Encode(Label)}{optional}</label>");
    }

    private void Describe(StringBuilder html, IReadOnlyList<string> errors)
    {
        if (Hint is not null) html.Append(CultureInfo.InvariantCulture, $"<p class=\"hint\" id=\"{Id}-hint\">{Encode(Hint)}</p>");
        if (errors.Count > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"error\" id=\"{Id}-error\">{string.Join("<br>", errors.Select(Encode))}</p>");
    }

    private string DescribedBy(IReadOnlyList<string> errors) =>
        string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", errors.Count == 0 ? null : $"{Id}-error" }.Where(id => id is not null));

    private IReadOnlyList<string> Errors() =>
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry)
            ? [.. entry.Errors.Select(error => error.ErrorMessage).Where(message => message.Length > 0)]
            : [];

    /// <summary>What was sent last, so that nothing typed is lost; else the model's value.</summary>
    private string[] Values()
    {
        if (ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null)
        {
            return entry.RawValue as string[] ?? [entry.AttemptedValue ?? ""];
        }

        return For.Model switch
        {
            null => [],
            string text => [text],
            IEnumerable<string> many => [.. many],
            System.Collections.IEnumerable many => [.. many.Cast<object>().Select(Written)],
            var one => [Written(one)],
        };
    }

    private static string Written(object value) => value switch
    {
        DateOnly on => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => ShanghaiTime.Local(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        System.DateTime at => at.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private string Value => Values() is [var first, ..] ? first : "";

    private string Encode(string text) => encoder.Encode(text);
}
