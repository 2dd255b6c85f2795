using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Payments;

/// <summary>Whose account takes the money: shown to payers, because it decides who answers for it.</summary>
public enum ReceivingAccountKind { Own = 1, BankSupervised, Licensed }

/// <summary>The account that payers transfer to.</summary>
public sealed record ReceivingAccount(string Holder, string Bank, string Number, ReceivingAccountKind Kind);

/// <summary>Settings <c>Payments:*</c>.</summary>
/// <param name="FeeBasisPoints">The platform's fee on what is released, in hundredths of a percent; a contract keeps the one it was drafted with.</param>
/// <param name="SecondOfficerFrom">Whole units of the currency from which on a second officer must confirm what came in.</param>
/// <param name="Account">Null until the operator has set one: then nobody can be told where to pay.</param>
public sealed record PaymentSettings(int FeeBasisPoints, long SecondOfficerFrom, ReceivingAccount? Account)
{
    /// <summary>The highest fee that makes sense, 30 percent; a slip of the pen must not take everything.</summary>
    public const int HighestFee = 3_000;

    /// <summary>Default of this platform: half a million units.</summary>
    private const int UsualLimit = 500_000;

    /// <exception cref="SettingException">A value is out of its range, or an account is named in part.</exception>
    public static PaymentSettings From(IConfiguration configuration) => new(
        configuration.Number("Payments:FeeBasisPoints", 0, 0, HighestFee),
        configuration.Number("Payments:SecondOfficerFrom", UsualLimit, 1, int.MaxValue),
        AccountFrom(configuration));

    public bool NeedsSecondOfficer(Money amount) => amount.Minor >= checked(SecondOfficerFrom * (long)Math.Pow(10, amount.Currency.Exponent));

    private static ReceivingAccount? AccountFrom(IConfiguration configuration)
    {
        var (holder, bank, number) = (configuration["Payments:AccountHolder"], configuration["Payments:AccountBank"], configuration["Payments:AccountNumber"]);
        if (string.IsNullOrEmpty(holder) && string.IsNullOrEmpty(bank) && string.IsNullOrEmpty(number)) return null;
        foreach (var (setting, value) in new[] { ("Payments:AccountHolder", holder), ("Payments:AccountBank", bank), ("Payments:AccountNumber", number) })
        {
            if (string.IsNullOrWhiteSpace(value)) throw new SettingException(setting, "is missing while other parts of the account are set");
        }

        return new(holder!, bank!, number!, KindFrom(configuration));
    }

    private static ReceivingAccountKind KindFrom(IConfiguration configuration)
    {
        if (configuration["Payments:AccountKind"] is not { Length: > 0 } text) return ReceivingAccountKind.Own;
        return Enum.TryParse<ReceivingAccountKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
            ? kind
            : throw new SettingException("Payments:AccountKind", $"is '{text}'; it must be Own, BankSupervised or Licensed");
    }
}
