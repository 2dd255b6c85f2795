using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Data;

/// <summary>An instant as UTC ticks (100 ns): the same order and precision in every database.</summary>
public sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>A currency as its ISO 4217 code.</summary>
public sealed class CurrencyConverter() : ValueConverter<Currency, string>(
    currency => currency.Code,
    code => Currency.Parse(code));
