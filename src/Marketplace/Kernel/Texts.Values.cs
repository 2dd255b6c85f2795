using System.Globalization;

namespace Marketplace.Kernel;

/// <summary>Amounts, days and moments as people read them.</summary>
public sealed partial class Texts
{
    /// <summary>The exact amount, <c>¥2,500,000</c>, with a fraction only where there is one.</summary>
    public string Amount(Money money) => AmountText.FormatPlain(money);

    /// <summary>The amount as it is spoken, such as 250 万元 or CNY 2.5 million; null where the language has no shorter exact way.</summary>
    public string? SpokenAmount(Money money) => AmountText.FormatScaled(money, this);

    /// <summary>Both forms in one line, <c>¥2,500,000 (250 万元)</c>, for mails and plain text.</summary>
    public string FullAmount(Money money) => AmountText.Format(money, this);

    /// <summary>Minute of a moment in Shanghai: <c>2026-11-22 18:00</c>.</summary>
    public string Moment(DateTimeOffset at) => ShanghaiTime.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment that binds, with its zone named.</summary>
    public string MomentWithZone(DateTimeOffset at) => $"{Moment(at)} {this["Kernel.Zone"]}";

    /// <summary>The day of a moment in Shanghai.</summary>
    public string Day(DateTimeOffset at) => ShanghaiTime.Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Day(DateOnly on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What is left until a moment, in its two largest units, or that it is over.</summary>
    public string Remaining(DateTimeOffset until, DateTimeOffset now)
    {
        var left = until - now;
        if (left <= TimeSpan.Zero) return this["Kernel.Remaining.Over"];
        return left switch
        {
            { TotalDays: >= 1 } => string.Format(Culture, this["Kernel.Remaining.Days"], (int)left.TotalDays, left.Hours),
            { TotalHours: >= 1 } => string.Format(Culture, this["Kernel.Remaining.Hours"], left.Hours, left.Minutes),
            _ => string.Format(Culture, this["Kernel.Remaining.Minutes"], left.Minutes, left.Seconds),
        };
    }

    private object?[] Readable(object?[] args) => Array.ConvertAll(args, arg => arg switch
    {
        Money money => FullAmount(money),
        DateTimeOffset at => Moment(at),
        DateOnly on => Day(on),
        Enum value => NameOf(value),
        int number => new Quantity(number),
        long number => new Quantity(number),
        _ => arg,
    });

    /// <summary>A number in a text: <c>{0}</c> with thousands separators, <c>{0:size}</c> as a size of bytes.</summary>
    private readonly record struct Quantity(long Value) : IFormattable
    {
        private const long Megabyte = 1 << 20;
        private const long Kilobyte = 1 << 10;

        public string ToString(string? format, IFormatProvider? formatProvider) => (format, Value) switch
        {
            ("size", >= 1024L * Megabyte) => string.Create(CultureInfo.InvariantCulture, $"{Value / (1024m * Megabyte):0.#} GB"),
            ("size", >= Megabyte) => string.Create(CultureInfo.InvariantCulture, $"{Value / (decimal)Megabyte:0.#} MB"),
            ("size", >= Kilobyte) => string.Create(CultureInfo.InvariantCulture, $"{Value / (decimal)Kilobyte:0.#} KB"),
            ("size", _) => string.Create(CultureInfo.InvariantCulture, $"{Value} B"),
            _ => Value.ToString("N0", CultureInfo.InvariantCulture),
        };
    }
}
