using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// Ctrl+C and SIGTERM end a training after the running batch; a second one is left to <see cref="EndOnSignal"/>, which ends the program at
/// once.
/// </summary>
internal sealed class StopOnSignal : IDisposable
{
    /// <summary>What a shell adds to a signal's number for the exit code of a program that it ended.</summary>
    internal const int EndedBySignal = 128;

    private readonly PosixSignalRegistration[] registrations;
    private readonly CancellationTokenSource cancellation = new();
    private volatile int number;

    public StopOnSignal() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, 15)),
    ];

    public StopSignal Signal { get; } = new();

    /// <summary>The same for what keeps nothing of the work that a signal ends.</summary>
    public CancellationToken Token => cancellation.Token;

    /// <summary>0, or what a shell calls a program that the signal ended: 130 or 143.</summary>
    public int ExitCode => number == 0 ? 0 : EndedBySignal + number;

    /// <summary>What work gives; null, and a sentence, where a signal ended it before there was anything to give.</summary>
    public T? Unless<T>(Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException e) when (number != 0)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }

    /// <summary>
    /// What learning gives: of a kind that trains by epochs a signal ends the training, and what was learned is used; of any other it ends
    /// the work, of which nothing is kept.
    /// </summary>
    /// <exception cref="EndedBySignalException">There is nothing to keep.</exception>
    public T Keeping<T>(EstimatorOptions? estimator, Func<CancellationToken, T> work)
    {
        try
        {
            return work(estimator is TrainedOptions ? default : Token);
        }
        catch (OperationCanceledException) when (number != 0)
        {
            throw new EndedBySignalException("It was ended before there was anything to keep, and nothing was written.", ExitCode);
        }
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        cancellation.Dispose();
    }

    private void Handle(PosixSignalContext context, int signal)
    {
        if (number != 0) return;
        number = signal;
        context.Cancel = true;
        Signal.Request();
        cancellation.Cancel();
    }
}
