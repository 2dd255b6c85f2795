using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Marketplace.Kernel;

/// <summary>
/// What people read, in one language. A key is <c>Feature.Name</c> and stands in <c>Resources/Feature.zh-CN.resx</c> and
/// <c>Resources/Feature.en.resx</c> of the project that uses it; the files of all projects are read together.
/// </summary>
public sealed partial class Texts
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>The languages of the platform, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [Chinese, English];

    private readonly FrozenDictionary<string, string> _texts;
    private readonly bool _strict;

    public Texts(string language, IReadOnlyDictionary<string, string> texts, bool strict)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);
        _strict = strict;
    }

    /// <summary>The language's tag as in the <c>lang</c> attribute: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; }

    public CultureInfo Culture { get; }

    public bool IsChinese => Language == Chinese;

    public IEnumerable<string> Keys => _texts.Keys;

    /// <exception cref="KeyNotFoundException">No such text; only where missing texts are errors (development, tests).</exception>
    public string this[string key]
    {
        get
        {
            if (_texts.TryGetValue(key, out var text)) return text;
            return _strict ? throw new KeyNotFoundException($"No text '{key}' in {Language}.") : key;
        }
    }

    /// <summary>The text with its placeholders filled; amounts, times and members of enums as people read them.</summary>
    public string this[string key, params object?[] args] => string.Format(Culture, this[key], Readable(args));

    /// <summary>What is written in Chinese, in English or in both, in the reader's language where it stands in it.</summary>
    [return: NotNullIfNotNull(nameof(chinese))]
    public string? Either(string? chinese, string? english) => IsChinese ? chinese ?? english : english ?? chinese;

    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>A text about a number, which is <c>{0}</c>: where the language has one, <c>key.One</c> is taken for 1.</summary>
    public string Count(string key, long number, params object?[] others)
    {
        var chosen = number == 1 && Has(key + ".One") ? key + ".One" : key;
        return string.Format(Culture, this[chosen], [number.ToString("N0", Culture), .. Readable(others)]);
    }

    /// <summary>Why something was not done, from the refusal's code.</summary>
    public string Refusal(Refusal refusal) => this["Refusals." + refusal.Code, refusal.Args];

    /// <summary>The name of an enum's member: <c>Feature.EnumName.Member</c>, the feature being that of its namespace.</summary>
    public string Name<TEnum>(TEnum value) where TEnum : struct, Enum => this[KeysOf<TEnum>.Of(value)];

    private string NameOf(Enum value) => this[$"{FeatureOf(value.GetType())}.{value.GetType().Name}.{value}"];

    private static string FeatureOf(Type type)
    {
        var parts = type.Namespace!.Split('.');
        return parts is ["Marketplace", "Web", _, ..] ? parts[2] : parts[1];
    }

    private static class KeysOf<TEnum> where TEnum : struct, Enum
    {
        private static readonly FrozenDictionary<TEnum, string> Keys = Enum.GetValues<TEnum>().Distinct()
            .ToFrozenDictionary(value => value, value => $"{FeatureOf(typeof(TEnum))}.{typeof(TEnum).Name}.{value}");

        public static string Of(TEnum value) => Keys.TryGetValue(value, out var key)
            ? key
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Not a {typeof(TEnum).Name}.");
    }
}

/// <summary>The texts of every language, read once from the resources of the given projects.</summary>
public sealed class TextCatalogue
{
    private const string Prefix = "Texts.";
    private const string Suffix = ".resources";

    private readonly FrozenDictionary<string, Texts> _byLanguage;

    /// <param name="strict">Whether a missing text is an error rather than shown as its key.</param>
    /// <param name="projects">The assemblies whose <c>Resources</c> folders are read.</param>
    public TextCatalogue(bool strict, params IReadOnlyList<Assembly> projects) =>
        _byLanguage = Texts.Languages.ToFrozenDictionary(language => language, language => new Texts(language, Read(projects, language), strict));

    /// <summary>The texts for a culture such as that of a request or of a person's mails; Chinese where it is unknown.</summary>
    public Texts For(string? culture) => culture switch
    {
        not null when _byLanguage.TryGetValue(culture, out var exact) => exact,
        not null when culture.StartsWith(Texts.English, StringComparison.OrdinalIgnoreCase) => _byLanguage[Texts.English],
        _ => _byLanguage[Texts.Chinese],
    };

    /// <summary>The texts for the language of the request that is being answered.</summary>
    public Texts Current => For(CultureInfo.CurrentUICulture.Name);

    private static Dictionary<string, string> Read(IReadOnlyList<Assembly> projects, string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            foreach (var name in project.GetManifestResourceNames())
            {
                if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith($".{language}{Suffix}", StringComparison.Ordinal)) continue;
                using var reader = new ResourceReader(project.GetManifestResourceStream(name)!);
                var entries = reader.GetEnumerator();
                while (entries.MoveNext()) texts.Add((string)entries.Key, (string)entries.Value!);
            }
        }

        return texts;
    }
}
