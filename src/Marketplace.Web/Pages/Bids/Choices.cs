using Marketplace.Kernel;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The members of an enum as options of a select, with an empty one first.</summary>
public static class Choices
{
    public static IEnumerable<SelectListItem> Of<TEnum>(Texts texts) where TEnum : struct, Enum =>
        [new SelectListItem("", ""), .. Enum.GetValues<TEnum>().Select(value => new SelectListItem(texts.Name(value), value.ToString()))];
}
