using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Pages.Challenges;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The choices of the wizard in the reader's language.</summary>
public static class FormOptions
{
    /// <param name="none">Text of the empty choice that stands first; null where there is none.</param>
    public static IEnumerable<SelectListItem> Of<T>(Texts texts, string? none = null) where T : struct, Enum
    {
        if (none is not null) yield return new(none, "");
        foreach (var value in Enum.GetValues<T>()) yield return new(texts.Name(value), value.ToString());
    }

    public static IEnumerable<SelectListItem> Leading(Texts texts) => Industries.Leading.Select(i => new SelectListItem(texts.Name(i), i.ToString()));

    public static IEnumerable<SelectListItem> HardCore(Texts texts) => Industries.HardCore.Select(i => new SelectListItem(texts.Name(i), i.ToString()));

    public static IEnumerable<SelectListItem> Currencies() => ChallengeRules.Currencies.Select(c => new SelectListItem(c.Code, c.Code));

    public static IEnumerable<SelectListItem> Presets(Texts texts, ChallengeKind kind) =>
        from preset in ProcedurePresets.Newest
        where preset.Kinds.Contains(kind)
        select new SelectListItem($"{texts["Drafting.Preset." + preset.Code]} ({Terms(texts, preset)})", preset.Code);

    public static string Terms(Texts texts, ProcedurePreset preset) => texts["Drafting.PresetTerms",
        preset.MinOpenDays, preset.QuestionCutOffDays, preset.MinBids, preset.NoticeWorkingDays, preset.MaxExtensions, preset.ExtensionDays];
}
