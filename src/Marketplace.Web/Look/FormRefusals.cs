using Marketplace.Kernel;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Marketplace.Web.Look;

/// <summary>Brings the refusals of a use case to the fields of the form that was sent.</summary>
public static class FormRefusals
{
    /// <param name="prefix">The bound property that holds the fields, such as <c>Input</c>.</param>
    public static void AddRefusals(this ModelStateDictionary form, Texts texts, IEnumerable<Refusal> refusals, string prefix = "")
    {
        foreach (var refusal in refusals)
        {
            var key = (prefix.Length, refusal.Field) switch
            {
                (_, null) => "",
                (0, { } field) => field,
                (_, { } field) => $"{prefix}.{field}",
            };
            form.AddModelError(key, texts.Refusal(refusal));
        }
    }
}
