using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Papers;

/// <summary>The winner, who files it, enters the number under which the contract was registered as a technology contract; a slip is mended by entering it again.</summary>
public sealed class RegisterContract(Writer writer)
{
    /// <summary>Sixteen digits; older forms have fourteen.</summary>
    private static readonly int[] Lengths = [14, 16];

    public sealed record Input(Guid ContractId, string? Number, DateOnly? On);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (!ContractAccess.Speaks(contract, Deed.PerformContract, actor)) return Refusal.NotFound;
        if (contract.ConcludedAt is not { } concluded) return new Refusal("funding.not_concluded");
        var number = string.Concat((input.Number ?? "").Select(HalfWidth.Of).Where(c => !char.IsWhiteSpace(c)));
        var found = new List<Refusal>();
        if (!Lengths.Contains(number.Length) || !number.All(char.IsAsciiDigit)) found.Add(new Refusal("contract.registration_number", nameof(input.Number)));
        if (input.On is not { } on) found.Add(new Refusal("field.required", nameof(input.On)));
        else if (on < ShanghaiTime.DayOf(concluded) || on > ShanghaiTime.DayOf(w.Now)) found.Add(new Refusal("contract.registration_day", nameof(input.On)));
        if (found.Count > 0) return found;
        if (await w.Db.Set<Contract>().AnyAsync(c => c.RegistrationNumber == number && c.Id != contract.Id, ct)) return new Refusal("contract.registration_taken", nameof(input.Number));
        _ = contract.Register(number, input.On!.Value).Value;
        w.Record(new ContractRegistered(ContractRef.Of(contract), number, input.On.Value), actor);
        return default(Done);
    }, ct);
}
