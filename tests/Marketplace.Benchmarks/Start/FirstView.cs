using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Marketplace.Benchmarks.Start;

/// <param name="Total">Bytes of all bodies as they travel.</param>
public sealed record Weight(long Total, long Page, int Files);

/// <summary>
/// A browser's first view as far as it loads something: the page, its styles, icons and scripts, the modules which those import, and of
/// the modules that page.js imports by need those whose selector the page answers. Bytes are counted as they travel, compressed where the server compresses.
/// </summary>
public sealed partial class FirstView : IDisposable
{
    private readonly HttpClient _client;

    public FirstView(Uri address)
    {
        _client = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = address };
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
    }

    public async Task<string> FirstLink(string page, string start)
    {
        using var document = new HtmlParser().ParseDocument((await Load(page)).Text);
        return document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).First(href => href.StartsWith(start, StringComparison.Ordinal));
    }

    public async Task<Weight> Weigh(string page)
    {
        var (text, bytes) = await Load(page);
        using var document = new HtmlParser().ParseDocument(text);
        var (loaded, open, total) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(Linked(document)), bytes);
        while (open.TryDequeue(out var path))
        {
            if (!loaded.Add(path)) continue;
            var file = await Load(path);
            total += file.Bytes;
            foreach (var next in Wanted(path, file.Text, document)) open.Enqueue(next);
        }

        return new(total, bytes, loaded.Count + 1);
    }

    /// <summary>Views a page again and again, past the cache too, in both languages.</summary>
    public async Task Walk(string page, int times)
    {
        for (var i = 0; i < times; i++)
        {
            foreach (var culture in (string[])["zh-CN", "en"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{page}?n={i}");
                request.Headers.AcceptLanguage.ParseAdd(culture);
                using var response = await _client.SendAsync(request);
                response.EnsureSuccessStatusCode();
            }
        }
    }

    public void Dispose() => _client.Dispose();

    // Print styles are loaded by browsers too, though later. The icons are one file, whatever piece is named.
    private static IEnumerable<string> Linked(IHtmlDocument document) =>
        document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=preload], link[rel=modulepreload]").Select(e => e.GetAttribute("href"))
            .Concat(document.QuerySelectorAll("script[src], img[src]").Select(e => e.GetAttribute("src")))
            .Concat(document.QuerySelectorAll("use").Select(e => e.GetAttribute("href")?.Split('#')[0]))
            .OfType<string>().Where(path => path.StartsWith('/'));

    private static IEnumerable<string> Wanted(string path, string text, IHtmlDocument document)
    {
        if (path.EndsWith(".css", StringComparison.Ordinal)) return CssFile.Matches(text).Select(m => Resolve(path, m.Groups["file"].Value));
        if (!path.EndsWith(".js", StringComparison.Ordinal)) return [];
        var code = Comment.Replace(text, "");
        var byNeed = ByNeed.Matches(code).Where(m => document.QuerySelector(m.Groups["selector"].Value) is not null).Select(m => m.Groups["file"].Value);
        var always = Import.Matches(ByNeed.Replace(code, "")).Select(m => m.Groups["file"].Value);
        return byNeed.Concat(always).Select(file => Resolve(path, file));
    }

    private static string Resolve(string from, string to) => new Uri(new Uri(new Uri("http://site"), from), to).AbsolutePath;

    private async Task<(string Text, long Bytes)> Load(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var sent = await response.Content.ReadAsByteArrayAsync();
        await using Stream body = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(sent), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(sent), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(sent),
        };
        using var reader = new StreamReader(body);
        return (await reader.ReadToEndAsync(), sent.Length);
    }

    [GeneratedRegex(@"url\([""']?(?<file>(?!data:)[^)""'#]+)", RegexOptions.None, 1000)]
    private static partial Regex CssFile { get; }

    [GeneratedRegex(@"/\*.*?\*/|^\s*//.*?$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^\s*'(?<selector>[^\n]+)': \(\) => import\('(?<file>[^']+)'\)", RegexOptions.Multiline, 1000)]
    private static partial Regex ByNeed { get; }

    [GeneratedRegex(@"import\(?\s*(?:[^'();]*from\s*)?'(?<file>[^']+\.js)'", RegexOptions.None, 1000)]
    private static partial Regex Import { get; }
}
