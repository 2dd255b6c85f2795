using Marketplace.Contracts;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>The contracts of the reader's organisations, as publisher and as winner.</summary>
public sealed partial class IndexModel(ContractQueries contracts, RegistrationQueries registrations, CurrentActor current, Texts texts) : PageModel
{
    public IReadOnlyList<ContractRow> Rows { get; private set; } = [];

    public string Live => LiveParts.Own(current.Actor);

    /// <summary>Whether an organisation of the reader has won a contract that is signed, and so files its registration.</summary>
    public bool Sells { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await contracts.Own(current.Actor, ct: ct);
        Sells = await registrations.Any(current.Actor, ct);
    }
}
