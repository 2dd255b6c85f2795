using Marketplace.Benchmarks.Bids;
using Marketplace.Benchmarks.Live;
using Marketplace.Benchmarks.Matching;
using Marketplace.Benchmarks.Pages;
using Marketplace.Benchmarks.Start;

return args switch
{
    ["all"] => await All(),
    ["bids"] => await BidsCommand.Run(Console.Out),
    ["live"] => await LiveCommand.Run(Console.Out),
    ["live", "matching"] => await LiveCommand.Match(Console.Out),
    ["live-server", var kind] => await ServerProgram.Run(kind),
    ["matching", var folder] => MatchingCommand.Run(folder, Console.Out),
    ["pages"] => await PagesCommand.Run(4, Console.Out),
    ["pages", var seconds] => await PagesCommand.Run(Number(seconds), Console.Out),
    ["pages-bare", .. var arguments] => await BarePages.Run(arguments),
    ["start"] => await StartCommand.Run(Console.Out),
    ["start-bare"] => await StartCommand.Bare(),
    _ => Usage(),
};

// Each prints what it measures beside a bare program of the same run.
static async Task<int> All() =>
    await StartCommand.Run(Console.Out) + await BidsCommand.Run(Console.Out) + await LiveCommand.Run(Console.Out) + await PagesCommand.Run(2, Console.Out);

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/Marketplace.Benchmarks -- <command>

          all                 start, bids, live and pages in this order, with rounds of 2 seconds; some ten minutes
          bids                submitting a bid with 16 clients at once, beside bare durable commits
          live                from a commit to 1,000 open pages, memory of a connection, and matching, beside a bare hub
          live matching       the matching alone
          matching <folder>   quality of the matching engine on the test collections in the folder, and its speed
          pages [<seconds>]   challenge hall and challenge page beside a bare program, 10,000 and 100,000 challenges;
                              rounds of 4 seconds unless told
          start               from the start to the first page, memory with the demonstration, weight of a first view

        The web program is published into artifacts/benchmark-web first; MARKETPLACE_PUBLISHED=<folder> takes one that is published already.
        """);
    return 2;
}

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
