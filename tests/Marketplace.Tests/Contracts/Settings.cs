using Marketplace.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Tests.Contracts;

/// <summary>Settings of payments for a world.</summary>
internal static class Settings
{
    public static void WithFee(this IServiceCollection services, int basisPoints, long secondOfficerFrom = 500_000) =>
        services.Replace(ServiceDescriptor.Singleton(new PaymentSettings(basisPoints, secondOfficerFrom, null)));
}
