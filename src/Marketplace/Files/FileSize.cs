using System.Globalization;

namespace Marketplace.Files;

/// <summary>Sizes as people read them.</summary>
public static class FileSize
{
    /// <summary>Such as 50 MB, in steps of 1,024 and with one decimal at most; the same in every language.</summary>
    public static string Text(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB"];
        var size = (double)bytes;
        var unit = 0;
        while (size >= 1_024 && unit < units.Length - 1)
        {
            size /= 1_024;
            unit++;
        }

        return $"{size.ToString("0.#", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
