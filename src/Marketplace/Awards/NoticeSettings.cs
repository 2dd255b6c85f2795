using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Awards;

/// <summary>Who takes objections to a notice; at least one way to reach it is there.</summary>
public sealed record NoticeOffice(string Name, string? Phone, string? Email, string? Address);

/// <summary>Settings <c>Notices:*</c>.</summary>
/// <param name="Office">As it stands under every notice; null where the operator has named none.</param>
public sealed record NoticeSettings(NoticeOffice? Office)
{
    /// <exception cref="SettingException">How to reach the office is set, but not which it is, or nobody could reach it.</exception>
    public static NoticeSettings From(IConfiguration configuration)
    {
        var name = Text(configuration["Notices:Office"]);
        var (phone, email, address) = (Text(configuration["Notices:Phone"]), Text(configuration["Notices:Email"]), Text(configuration["Notices:Address"]));
        var isReachable = phone is not null || email is not null || address is not null;
        return (name, isReachable) switch
        {
            (null, false) => new(Office: null),
            (null, true) => throw new SettingException("Notices:Office", "is missing while its telephone, mail or address is set"),
            (_, false) => throw new SettingException("Notices:Phone", "is missing, and so are mail and address: an objection could not reach the office"),
            (_, true) => new(new NoticeOffice(name, phone, email, address)),
        };
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
