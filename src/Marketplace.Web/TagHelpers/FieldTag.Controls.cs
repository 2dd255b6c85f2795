using System.Globalization;
using System.Text;

namespace Marketplace.Web.TagHelpers;

public sealed partial class FieldTag
{
    private string Control(IReadOnlyList<string> errors) => Kind switch
    {
        FieldKind.LongText => LongText(errors),
        FieldKind.Select => Select(errors),
        FieldKind.Choices => Choices("radio"),
        FieldKind.ManyChoices => Choices("checkbox"),
        FieldKind.CheckBox => CheckBox(errors),
        FieldKind.Text or FieldKind.Email or FieldKind.Password or FieldKind.Telephone or FieldKind.Number
            or FieldKind.Amount or FieldKind.Date or FieldKind.DateTime or FieldKind.File => Affixed(Input(errors)),
        _ => throw new InvalidOperationException($"No control for a field of kind {Kind}."),
    };

    private string Input(IReadOnlyList<string> errors)
    {
        // An amount is text: people type 250 万元, and a number field would drop it without a word.
        var (type, mode) = Kind switch
        {
            FieldKind.Email => ("email", null),
            FieldKind.Password => ("password", null),
            FieldKind.Telephone => ("tel", null),
            FieldKind.Number => ("text", "decimal"),
            FieldKind.Date => ("date", null),
            FieldKind.DateTime => ("datetime-local", null),
            FieldKind.File => ("file", null),
            _ => ("text", (string?)null),
        };
        var value = Kind is FieldKind.Password or FieldKind.File ? null : Value;
        return $"<input type=\"{type}\" {Common(errors, "form-control")}{Attribute("inputmode", mode)}{Attribute("value", value)}" +
            $"{Attribute("placeholder", Placeholder)}{Attribute("accept", Accept)}{(Multiple ? " multiple" : "")}>";
    }

    private string LongText(IReadOnlyList<string> errors) =>
        // HTML drops the first line break inside a textarea; one of ours keeps the writer's.
        $"<textarea {Common(errors, "form-control")} rows=\"{Rows.ToString(CultureInfo.InvariantCulture)}\"{Attribute("placeholder", Placeholder)}>\n{Encode(Value)}</textarea>";

    private string Select(IReadOnlyList<string> errors)
    {
        var chosen = Values();
        var html = new StringBuilder($"<select {Common(errors, "form-select")}{(Multiple ? " multiple" : "")}>");
        foreach (var option in Options)
        {
            var value = option.Value ?? option.Text;
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{Encode(value)}\"{(chosen.Contains(value) || (chosen.Length == 0 && option.Selected) ? " selected" : "")}>{Encode(option.Text)}</option>");
        }

        return html.Append("</select>").ToString();
    }

    private string Choices(string type)
    {
        var chosen = Values();
        var html = new StringBuilder("<div class=\"choices\">");
        var number = 0;
        foreach (var option in Options)
        {
            var value = option.Value ?? option.Text;
            var isChosen = chosen.Contains(value) || (chosen.Length == 0 && option.Selected);
            html.Append(CultureInfo.InvariantCulture, $"<label class=\"choice\"><input type=\"{type}\" id=\"{Id}-{(number++).ToString(CultureInfo.InvariantCulture)}\" name=\"{Encode(Name)}\" value=\"{Encode(value)}\"{(isChosen ? " checked" : "")}{(option.Disabled ? " disabled" : "")}><span>{Encode(option.Text)}</span></label>");
        }

        return html.Append("</div>").ToString();
    }

    private string CheckBox(IReadOnlyList<string> errors)
    {
        var isChosen = Values().Any(value => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
        return $"<label class=\"choice\"><input type=\"checkbox\" id=\"{Id}\" name=\"{Encode(Name)}\" value=\"true\"{(isChosen ? " checked" : "")}{Described(errors)}><span>{Encode(Label)}</span></label>" +
            $"<input type=\"hidden\" name=\"{Encode(Name)}\" value=\"false\">";
    }

    private string Affixed(string input) => (Before, After) is (null, null)
        ? input
        : $"<div class=\"affixed\">{(Before is null ? "" : $"<span>{Encode(Before)}</span>")}{input}{(After is null ? "" : $"<span>{Encode(After)}</span>")}</div>";

    private string Common(IReadOnlyList<string> errors, string style) =>
        $"id=\"{Id}\" name=\"{Encode(Name)}\" class=\"{style}{(Width is null ? "" : " is-" + Encode(Width))}\"{Attribute("autocomplete", Autocomplete)}{Described(errors)}";

    private string Described(IReadOnlyList<string> errors) =>
        Attribute("aria-describedby", DescribedBy(errors) is { Length: > 0 } ids ? ids : null) + (errors.Count > 0 ? " aria-invalid=\"true\"" : "");

    private string Attribute(string name, string? value) => value is null ? "" : $" {name}=\"{Encode(value)}\"";
}
