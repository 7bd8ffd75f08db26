using System.Runtime.InteropServices;

namespace LatentSharp;

/// <summary>
/// SIGHUP, SIGQUIT, SIGINT and SIGTERM end the program through its exit, where whatever is half-written is removed, unless a command takes
/// the signal itself (<see cref="StopOnSignal"/>).
/// </summary>
internal sealed class EndOnSignal : IDisposable
{
    private readonly ManualResetEventSlim ended = new();
    private readonly PosixSignalRegistration[] registrations;
    private volatile bool ending;

    public EndOnSignal() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Handle(context, 1)),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Handle(context, 3)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, 15)),
    ];

    /// <summary>What fails because the program is being ended is not worth a word: waits for the end then.</summary>
    public void WaitIfEnding()
    {
        if (ending) ended.Wait();
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        ended.Dispose();
    }

    private void Handle(PosixSignalContext context, int signal)
    {
        // Handlers run latest first, so that a command's own has spoken by now.
        if (context.Cancel) return;
        ending = true;
        Environment.Exit(StopOnSignal.EndedBySignal + signal);
    }
}
