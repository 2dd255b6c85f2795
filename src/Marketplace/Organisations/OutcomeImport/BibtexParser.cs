using System.Buffers;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>One entry: its kind, and its fields with the braces and commands of LaTeX still in them.</summary>
/// <param name="Line">The line on which it begins, the first being 1.</param>
internal sealed record BibtexEntry(int Line, string Type, IReadOnlyDictionary<string, string> Fields);

/// <summary>Reads BibTeX as the program itself does: what stands outside entries is a comment.</summary>
/// <remarks>
/// Understood: braces and quotes with nested braces, numbers, @string and the months, pieces joined by #, parentheses around entries,
/// @comment and @preamble. A broken entry is reported with its line and reading goes on at the next line that begins with @.
/// </remarks>
internal sealed class BibtexParser
{
    /// <summary>Characters of one value; bounds the work that a file of unclosed braces can cause.</summary>
    private const int LongestValue = 30_000;

    private const int LongestName = 200;

    private const int LongestEntry = 100_000;

    private const int MostFields = 200;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly string _text;
    private readonly Dictionary<string, string> _strings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["jan"] = "January", ["feb"] = "February", ["mar"] = "March", ["apr"] = "April", ["may"] = "May", ["jun"] = "June",
        ["jul"] = "July", ["aug"] = "August", ["sep"] = "September", ["oct"] = "October", ["nov"] = "November", ["dec"] = "December",
    };

    private int _at;
    private int _start;
    private int _line = 1;

    private BibtexParser(string text) => _text = text;

    /// <summary>Whether a line near the beginning opens an entry; programs write a greeting before the first one.</summary>
    public static bool LooksLikeBibtex(string text)
    {
        var left = 200;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var start = line.TrimStart("\uFEFF \t");
            if (start is ['@', ..] && start.IndexOfAny('{', '(') is > 1 and var open && IsKind(start[1..open].TrimEnd(), start[open])) return true;
            if (--left == 0) return false;
        }

        return false;
    }

    // Round brackets are allowed and rare; a formula in a table, @SUM(, has them too.
    private static bool IsKind(ReadOnlySpan<char> word, char bracket) =>
        bracket == '{' ? !word.ContainsAnyExcept(Letters) : Kinds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>The entry types of BibTeX itself, and its three commands.</summary>
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc", "phdthesis",
        "proceedings", "techreport", "unpublished", "comment", "preamble", "string",
    };

    /// <summary>The entries and what was broken; refused where there are more than the given number of both.</summary>
    public static Result<(IReadOnlyList<BibtexEntry> Entries, IReadOnlyList<RowReport> Broken)> Parse(string text, int maxEntries)
    {
        var parser = new BibtexParser(text);
        var entries = new List<BibtexEntry>();
        var broken = new List<RowReport>();
        while (parser.FindEntry())
        {
            if (entries.Count + broken.Count == maxEntries) return new Refusal("import.too_many_rows", null, maxEntries);
            try
            {
                if (parser.ReadEntry() is { } entry) entries.Add(entry);
            }
            catch (BibtexException problem)
            {
                broken.Add(new(parser._line, RowVerdict.Refused, "bibtex." + problem.Message, parser._line + parser.LinesSinceStart()));
                parser.SkipToNextEntry();
            }
        }

        return (entries, broken);
    }

    private bool FindEntry()
    {
        var found = _text.IndexOf('@', Math.Min(_at, _text.Length));
        if (found < 0) return false;
        _line += _text.AsSpan(_start, found - _start).Count('\n');
        _start = _at = found;
        return true;
    }

    private BibtexEntry? ReadEntry()
    {
        _at++;
        var type = ReadName().ToLowerInvariant();
        SkipBlanks();

        // An @ in running text, such as an address, begins no entry.
        if (type.Length == 0 || Peek() is not ('{' or '(')) return null;
        var close = Take() is '{' ? '}' : ')';
        switch (type)
        {
            case "comment":
            case "preamble":
                ReadBalanced(close);
                return null;
            case "string":
                foreach (var (name, value) in ReadFields(close)) _strings[name] = value;
                return null;
            default:
                ReadKey(close);
                return new(_line, type, ReadFields(close));
        }
    }

    private void ReadKey(char close)
    {
        var end = _text.AsSpan(_at).IndexOfAny([',', '=', close]);
        if (end < 0) throw new BibtexException("unclosed");

        // Without a key the first name before an equals sign is a field already.
        if (_text[_at + end] is '=') return;
        _at += end + (_text[_at + end] is ',' ? 1 : 0);
    }

    private Dictionary<string, string> ReadFields(char close)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            SkipBlanks();
            if (_at - _start > LongestEntry) throw new BibtexException("entry_too_long");
            if (Peek() is ',')
            {
                _at++;
                continue;
            }

            if (Peek() == close)
            {
                _at++;
                return fields;
            }

            var name = ReadName();
            SkipBlanks();
            if (name.Length == 0 || Peek() is not '=') throw new BibtexException(Peek() is '\0' ? "unclosed" : "no_field");
            _at++;
            var value = ReadValue();
            if (fields.Count < MostFields) fields.TryAdd(name, value);
        }
    }

    private string ReadValue()
    {
        var value = new StringBuilder();
        do
        {
            SkipBlanks();
            value.Append(ReadPiece());
            if (value.Length > LongestValue) throw new BibtexException("value_too_long");
            SkipBlanks();
        }
        while (TryTake('#'));
        return value.ToString();
    }

    private string ReadPiece()
    {
        switch (Peek())
        {
            case '{':
                _at++;
                return ReadBalanced('}');
            case '"':
                _at++;
                return ReadBalanced('"');
            default:
                var name = ReadName();
                if (name.Length == 0) throw new BibtexException(Peek() is '\0' ? "unclosed" : "no_value");
                return char.IsAsciiDigit(name[0]) ? name : _strings.GetValueOrDefault(name, name);
        }
    }

    /// <summary>Up to the closing character outside all inner braces; a backslash takes the meaning from what follows.</summary>
    private string ReadBalanced(char close)
    {
        var start = _at;
        for (var depth = 0; _at < _text.Length; _at++)
        {
            if (_at - start > LongestValue) throw new BibtexException("value_too_long");
            var character = _text[_at];
            if (character == close && depth == 0) return _text[start.._at++];
            if (character is '\\' && close is not ')') _at++;
            else if (character is '{') depth++;
            else if (character is '}' && --depth < 0) throw new BibtexException("unbalanced");
        }

        throw new BibtexException("unclosed");
    }

    /// <summary>Anything but blanks and the characters that have a meaning of their own.</summary>
    private string ReadName()
    {
        SkipBlanks();
        var start = _at;
        while (_at < _text.Length && _text[_at] is not ('{' or '}' or '(' or ')' or '"' or '=' or ',' or '#' or '@' or '%' or '\\') && !char.IsWhiteSpace(_text[_at]))
        {
            if (++_at - start > LongestName) throw new BibtexException("name_too_long");
        }

        return _text[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] is '%'))
        {
            if (_text[_at] is '%') _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
            else _at++;
        }
    }

    /// <summary>From the broken entry's own beginning: what it lacked, it may have taken from the entries behind it.</summary>
    private void SkipToNextEntry() =>
        _at = _text.IndexOf("\n@", _start, StringComparison.Ordinal) is >= 0 and var next ? next + 1 : _text.Length;

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private char Take() => _text[_at++];

    private bool TryTake(char character)
    {
        if (Peek() != character) return false;
        _at++;
        return true;
    }

    private int LinesSinceStart() => _text.AsSpan(_start, Math.Min(_at, _text.Length) - _start).Count('\n');

    /// <summary>The message is the last part of the refusal's code.</summary>
    private sealed class BibtexException(string problem) : Exception(problem);
}
