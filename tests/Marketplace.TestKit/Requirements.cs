namespace Marketplace.TestKit;

/// <summary>What must be on the machine: <c>MARKETPLACE_TESTS_REQUIRE=browser,postgres</c> turns a skip into a failure.</summary>
public static class Requirements
{
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("MARKETPLACE_TESTS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(name);
}
