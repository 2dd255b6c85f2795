namespace Marketplace.Kernel;

/// <summary>Personal details as they are shown to those who may know that they are there and no more.</summary>
public static class Masked
{
    /// <summary>
    /// A Chinese name keeps the first character of its family name: 闻**. Of other names the initials stay, since which word is
    /// the family name differs from place to place.
    /// </summary>
    public static string Name(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(w => First(w) + "**"));
    }

    /// <summary>The area or the net stays, and the end: 021****00.</summary>
    public static string Phone(string phone)
    {
        var digits = new string([.. phone.Where(char.IsAsciiDigit)]);
        return digits.Length < 7 ? "****" : $"{digits[..3]}****{digits[^2..]}";
    }

    /// <summary>The first letter and the host stay: c***@demo.example.</summary>
    public static string Email(string email)
    {
        var at = email.LastIndexOf('@');
        return at < 1 ? "***" : $"{First(email)}***{email[at..]}";
    }

    // A character beyond the basic plane is two units, which must not be torn apart.
    private static string First(string text) => char.IsHighSurrogate(text[0]) && text.Length > 1 ? text[..2] : text[..1];
}
