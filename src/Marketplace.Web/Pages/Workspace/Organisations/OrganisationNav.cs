using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Pages.Organisations;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>The head of an organisation's own pages: its name, its sections, and what was just done.</summary>
/// <param name="Here">The section shown: profile, outcomes or members.</param>
public sealed record OrganisationNav(Guid Id, string Name, OrganisationKind Kind, bool IsDemo, string Here, string? Saved)
{
    public static OrganisationNav Of(Texts texts, OwnOrganisation o, string here, string? saved) =>
        new(o.Id, texts.Either(o.Content.Name!, o.Content.NameEn), o.Kind, o.IsDemo, here, saved);
}
