namespace Marketplace.Kernel;

/// <summary>The life of a thing as one table of moves. A move that is not in it is refused aloud.</summary>
/// <param name="refusal">The code of that refusal; its arguments are the state and the action.</param>
public sealed class Lifecycle<TState, TAction>(string refusal, IReadOnlyList<(TState From, TAction Action, TState To)> moves)
    where TState : struct, Enum
    where TAction : struct, Enum
{
    public Result<TState> Next(TState from, TAction action)
    {
        foreach (var move in moves)
        {
            if (EqualityComparer<TState>.Default.Equals(move.From, from) && EqualityComparer<TAction>.Default.Equals(move.Action, action)) return move.To;
        }

        return new Refusal(refusal, null, from, action);
    }
}
