namespace Marketplace.Payments;

/// <summary>
/// The code that a payer writes into the purpose of a bank transfer. Its last character checks the others (ISO/IEC 7064, MOD 37,36),
/// so that one wrong character never names another payment, and two exchanged neighbours hardly ever do.
/// </summary>
public static class PaymentReference
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Modulus = 36;

    /// <param name="plain">Digits and capital letters alone.</param>
    public static string Make(string plain) => plain + Alphabet[(Modulus + 1 - Fold(plain)) % Modulus];

    /// <summary>Whether somebody typed a reference that was made here; blanks, dashes and small letters are forgiven.</summary>
    public static bool IsWhole(string? typed)
    {
        var text = Plain(typed);
        return text.Length > 1 && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && Make(text[..^1]) == text;
    }

    private static string Plain(string? typed) =>
        string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();

    // The pure system with two moduli: each step doubles what was carried, modulo 37.
    private static int Fold(string plain)
    {
        var carried = Modulus;
        foreach (var character in plain)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0) throw new ArgumentException($"'{character}' has no place in a reference.", nameof(plain));
            var sum = (carried + value) % Modulus;
            carried = (sum == 0 ? Modulus : sum) * 2 % (Modulus + 1);
        }

        return carried;
    }
}
