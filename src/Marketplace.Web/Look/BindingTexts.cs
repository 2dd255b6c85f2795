using Marketplace.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Look;

/// <summary>What a form says of a value that does not even fit its field, in our words and without quoting what was sent.</summary>
public static class BindingTexts
{
    public static IServiceCollection AddBindingTexts(this IServiceCollection services)
    {
        services.AddOptions<MvcOptions>().Configure<TextCatalogue>((options, texts) =>
        {
            var messages = options.ModelBindingMessageProvider;
            string Unreadable() => texts.Current["Refusals.field.unreadable"];
            string Needed() => texts.Current["Refusals.field.required"];
            messages.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable());
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable());
            messages.SetUnknownValueIsInvalidAccessor(_ => Unreadable());
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(Unreadable);
            messages.SetValueIsInvalidAccessor(_ => Unreadable());
            messages.SetValueMustBeANumberAccessor(_ => Unreadable());
            messages.SetNonPropertyValueMustBeANumberAccessor(Unreadable);
            messages.SetValueMustNotBeNullAccessor(_ => Needed());
            messages.SetMissingBindRequiredValueAccessor(_ => Needed());
            messages.SetMissingKeyOrValueAccessor(Needed);
            messages.SetMissingRequestBodyRequiredValueAccessor(Needed);
        });
        return services;
    }
}
