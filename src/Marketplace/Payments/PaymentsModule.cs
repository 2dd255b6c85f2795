using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments;

/// <summary>How money comes in and goes out by bank transfer: the receiving account, the reference of a payment, limits and fee.</summary>
public static class PaymentsModule
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(PaymentSettings.From(configuration));
}
