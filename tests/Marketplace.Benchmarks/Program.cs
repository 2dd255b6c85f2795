using Marketplace.Benchmarks.Bids;
using Marketplace.Benchmarks.Live;
using Marketplace.Benchmarks.Matching;
using Marketplace.Benchmarks.Pages;

return args switch
{
    ["bids"] => await BidsCommand.Run(16, Console.Out),
    ["bids", var clients] => await BidsCommand.Run(Number(clients), Console.Out),
    ["live"] => await LiveCommand.Run(Console.Out),
    ["live-server", var kind] => await ServerProgram.Run(kind),
    ["matching", var folder] => MatchingCommand.Run(folder, Console.Out),
    ["pages"] => await PagesCommand.Run(4, Console.Out),
    ["pages", var seconds] => await PagesCommand.Run(Number(seconds), Console.Out),
    ["pages-bare", .. var arguments] => await BarePages.Run(arguments),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/Marketplace.Benchmarks -- <command>

          bids [<clients>]    submitting a bid with 16 clients at once, or as many as told, beside bare durable commits
          live                from a commit to 1,000 open pages, memory of a connection, and matching, beside a bare hub
          matching <folder>   quality of the matching engine on the test collections in the folder, and its speed
          pages [<seconds>]   challenge hall and challenge page beside a bare program, 10,000 and 100,000 challenges;
                              rounds of 4 seconds unless told
        """);
    return 2;
}

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
