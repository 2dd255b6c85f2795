using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Cli;

/// <summary>
/// Makes the first administrators: registers the person where the address is new, gives the duty, and prints the link by which
/// the person chooses a password. No password passes through the shell or is known to whoever runs the command.
/// </summary>
internal static class CreateAdmin
{
    public static readonly Command Command = new("create-admin", ["email", "name"], ["role"], Run);

    private static async Task<int> Run(Call call, CancellationToken ct)
    {
        if (Role(call.Or("role", "admin_approver")) is not { } role) return call.Refuse([new Refusal("role.unknown")]);
        await Migrator.Migrate(call.Service<MarketplaceDb>(), ct);
        if (await Find(call, ct) is null)
        {
            var registered = await call.Service<RegisterPerson>().Run(new(call["email"], call["name"], call.Texts.Language), ct);
            if (!registered.IsOk) return call.Refuse(registered.Refusals);
        }

        var person = (await Find(call, ct))!;
        var granted = await call.Service<GrantRole>().Run(new(person.Id, role, call.Texts["Cli.create-admin.Reason"]), Actor.System, ct);
        if (!granted.IsOk) return call.Refuse(granted.Refusals);
        call.Say("Cli.create-admin.Done", person.DisplayName, person.Email, role);
        if (person.EmailConfirmed) call.Say("Cli.create-admin.Known");
        else call.Say("Cli.create-admin.Link", call.Service<MailedLinks>().Make(MailedLinkUse.Confirm, person));
        return ExitCode.Done;
    }

    private static Task<Person?> Find(Call call, CancellationToken ct)
    {
        var email = call.Service<ILookupNormalizer>().NormalizeEmail(EmailAddress.Clean(call["email"]));
        return call.Service<MarketplaceDb>().Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.NormalizedEmail == email, ct);
    }

    /// <summary>A role by its code, such as <c>admin_reviewer</c>.</summary>
    private static PlatformRole? Role(string code) =>
        Enum.TryParse<PlatformRole>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(code[0])
            ? role
            : null;
}
