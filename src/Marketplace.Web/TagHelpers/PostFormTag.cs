using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Web.TagHelpers;

/// <summary>
/// Puts the antiforgery token into a form that posts to an address written out. The framework adds it only to forms whose
/// address it makes itself; without it the form is refused, and with two of them as well.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method='post'], action")]
public sealed class PostFormTag(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (context.AllAttributes["action"].Value?.ToString() is not { Length: > 0 }) return;
        var content = (await output.GetChildContentAsync()).GetContent();
        if (!content.Contains("__RequestVerificationToken", StringComparison.Ordinal)) output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
    }
}
