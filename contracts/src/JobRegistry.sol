// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InstitutionRegistry} from "./InstitutionRegistry.sol";
import {Roles} from "./Roles.sol";

/// @title Jobs: who computes what on whose data, and who agreed.
/// @notice States: Proposed -> Consented (every data holder consented) -> Running -> Completed (every data holder reported the
/// same result), or Aborted from each of the first three. Nothing in a job changes after its proposal but state, consents,
/// result and times; its number commits to all of its content, so that a reorganisation cannot slip another job under a consent.
/// Parties act as long as they are workers; a removed institution does not.
contract JobRegistry {
    /// State of a job. `Unknown` is what a number without a job has.
    enum JobState {
        Unknown,
        Proposed,
        Consented,
        Running,
        Completed,
        Aborted
    }

    /// What is proposed. `specHash` is the SHA-256 of the full specification, which the parties exchange off chain; the other
    /// fields repeat what auditors search for. `protocol`, `clusters`, `rounds` and `leakage` are defined by the specification;
    /// `rho` is the zCDP budget of the job in units of 1e-12; `consentDeadline` is in seconds since 1970.
    struct JobSpec {
        bytes32 specHash;
        address[] parties;
        address[] dataHolders;
        uint16 protocol;
        uint32 clusters;
        uint32 rounds;
        uint8 leakage;
        uint128 rho;
        uint64 consentDeadline;
    }

    /// Everything about a job. Times are in seconds since 1970, 0 for what has not happened.
    struct Job {
        JobSpec spec;
        address proposer;
        JobState state;
        uint64 proposedAt;
        uint64 consentedAt;
        uint64 startedAt;
        uint64 endedAt;
        bytes32 resultHash;
        bytes32 abortReason;
    }

    /// A party of a job: its place in the list of parties, from 1, and what it did.
    struct Party {
        uint8 number;
        bool holdsData;
        bool consented;
        bytes32 resultHash;
    }

    /// @dev Parties of a job, at most.
    uint256 internal constant MAX_PARTIES = 16;

    /// @notice The registry of institutions.
    InstitutionRegistry public immutable registry;

    mapping(bytes32 jobId => Job) private _jobs;
    mapping(bytes32 jobId => mapping(address account => Party)) private _parties;
    mapping(bytes32 jobId => uint256) private _missingConsents;
    mapping(address proposer => uint256) private _proposals;

    /// @notice `proposer` proposes a job with the specification `specHash`.
    event JobProposed(bytes32 indexed jobId, address indexed proposer, bytes32 indexed specHash);
    /// @notice `institution` is a party of the job, with data or without.
    event PartyNamed(bytes32 indexed jobId, address indexed institution, bool holdsData);
    /// @notice `institution` lets the job use its data.
    event ConsentGiven(bytes32 indexed jobId, address indexed institution, bytes32 specHash);
    /// @notice The job is in `state` now.
    event JobStateChanged(bytes32 indexed jobId, JobState indexed state);
    /// @notice `institution` says that the job's result is `resultHash`.
    event ResultReported(bytes32 indexed jobId, address indexed institution, bytes32 resultHash);
    /// @notice `institution` ends the job without a result.
    event JobAborted(bytes32 indexed jobId, address indexed institution, bytes32 reason);

    /// No parties, or more than `limit`.
    error PartyCount(uint256 count, uint256 limit);
    /// No data holder, or more than there are parties.
    error DataHolderCount(uint256 count, uint256 parties);
    /// The institution stands twice in a list.
    error DuplicateParty(address institution);
    /// The institution is not a member with the role of worker.
    error NotWorker(address institution);
    /// The institution is not a party of the job.
    error NotParty(bytes32 jobId, address institution);
    /// The institution holds no data for the job.
    error NotDataHolder(bytes32 jobId, address institution);
    /// A specification has no hash.
    error ZeroSpecHash();
    /// A result has no hash.
    error ZeroResultHash();
    /// The deadline is not in the future.
    error ConsentDeadlineInPast(uint64 deadline, uint256 time);
    /// The consent comes too late.
    error ConsentDeadlinePassed(bytes32 jobId, uint64 deadline, uint256 time);
    /// The consent names another specification than the job has.
    error SpecHashMismatch(bytes32 jobId, bytes32 given, bytes32 expected);
    /// The institution consented before.
    error AlreadyConsented(bytes32 jobId, address institution);
    /// The job is in a state in which this cannot happen (0 is: there is no such job).
    error WrongJobState(bytes32 jobId, JobState state);

    /// @param institutionRegistry The registry of institutions.
    constructor(InstitutionRegistry institutionRegistry) {
        registry = institutionRegistry;
    }

    /// @notice Proposes a job. The sender and all parties are workers, the sender is a party, and the data holders are some
    /// (at least one) of the parties. Proposing is not consenting.
    /// @return jobId Keccak-256 of chain id, this contract, sender, number of the sender's earlier proposals, and Keccak-256 of
    /// the ABI encoding of `spec`.
    function propose(JobSpec calldata spec) external returns (bytes32 jobId) {
        if (spec.specHash == 0) revert ZeroSpecHash();
        if (spec.parties.length == 0 || spec.parties.length > MAX_PARTIES) revert PartyCount(spec.parties.length, MAX_PARTIES);
        if (spec.dataHolders.length == 0 || spec.dataHolders.length > spec.parties.length) {
            revert DataHolderCount(spec.dataHolders.length, spec.parties.length);
        }
        if (spec.consentDeadline <= block.timestamp) revert ConsentDeadlineInPast(spec.consentDeadline, block.timestamp);
        jobId = keccak256(
            abi.encode(block.chainid, address(this), msg.sender, _proposals[msg.sender]++, keccak256(abi.encode(spec)))
        );
        Job storage created = _jobs[jobId];
        created.spec = spec;
        created.proposer = msg.sender;
        created.proposedAt = uint64(block.timestamp);
        _missingConsents[jobId] = spec.dataHolders.length;
        emit JobProposed(jobId, msg.sender, spec.specHash);
        _nameParties(jobId, spec);
        _enter(jobId, JobState.Proposed);
    }

    /// @notice Consents, as a data holder, to a proposed job with exactly this specification.
    function consent(bytes32 jobId, bytes32 specHash) external {
        Job storage open = _jobs[jobId];
        _requireState(jobId, JobState.Proposed);
        Party storage party = _requireDataHolder(jobId);
        if (specHash != open.spec.specHash) revert SpecHashMismatch(jobId, specHash, open.spec.specHash);
        if (block.timestamp > open.spec.consentDeadline) {
            revert ConsentDeadlinePassed(jobId, open.spec.consentDeadline, block.timestamp);
        }
        if (party.consented) revert AlreadyConsented(jobId, msg.sender);
        party.consented = true;
        emit ConsentGiven(jobId, msg.sender, specHash);
        if (--_missingConsents[jobId] == 0) {
            open.consentedAt = uint64(block.timestamp);
            _enter(jobId, JobState.Consented);
        }
    }

    /// @notice Starts a consented job; any party may.
    function start(bytes32 jobId) external {
        _requireState(jobId, JobState.Consented);
        _requireParty(jobId);
        _jobs[jobId].startedAt = uint64(block.timestamp);
        _enter(jobId, JobState.Running);
    }

    /// @notice Reports the hash of the result, as a data holder of a running job. The job is completed as soon as the reports of
    /// all data holders are equal; until then a report can be corrected. Every report stays visible as an event.
    function complete(bytes32 jobId, bytes32 resultHash) external {
        _requireState(jobId, JobState.Running);
        if (resultHash == 0) revert ZeroResultHash();
        _requireDataHolder(jobId).resultHash = resultHash;
        emit ResultReported(jobId, msg.sender, resultHash);
        Job storage open = _jobs[jobId];
        uint256 count = open.spec.dataHolders.length;
        for (uint256 i = 0; i < count; ++i) {
            if (_parties[jobId][open.spec.dataHolders[i]].resultHash != resultHash) return;
        }
        open.resultHash = resultHash;
        open.endedAt = uint64(block.timestamp);
        _enter(jobId, JobState.Completed);
    }

    /// @notice Ends a job that is not completed; any party may. `reason` is a hash or a short text.
    function abort(bytes32 jobId, bytes32 reason) external {
        Job storage open = _jobs[jobId];
        if (open.state < JobState.Proposed || open.state > JobState.Running) revert WrongJobState(jobId, open.state);
        _requireParty(jobId);
        open.abortReason = reason;
        open.endedAt = uint64(block.timestamp);
        emit JobAborted(jobId, msg.sender, reason);
        _enter(jobId, JobState.Aborted);
    }

    /// @notice Everything about a job; reverts when there is none.
    function job(bytes32 jobId) external view returns (Job memory) {
        if (_jobs[jobId].state == JobState.Unknown) revert WrongJobState(jobId, JobState.Unknown);
        return _jobs[jobId];
    }

    /// @notice State of a job.
    function state(bytes32 jobId) external view returns (JobState) {
        return _jobs[jobId].state;
    }

    /// @notice What a data holder reported as result of a job, 0 before.
    function reportedResult(bytes32 jobId, address institution) external view returns (bytes32) {
        return _parties[jobId][institution].resultHash;
    }

    /// @notice Whether an institution is a party of a job.
    function isParty(bytes32 jobId, address institution) external view returns (bool) {
        return _parties[jobId][institution].number != 0;
    }

    /// @notice Place of an institution in the job's list of parties, from 1; 0 when it is no party.
    function partyNumber(bytes32 jobId, address institution) external view returns (uint8) {
        return _parties[jobId][institution].number;
    }

    /// @notice Whether an institution holds data for a job.
    function isDataHolder(bytes32 jobId, address institution) external view returns (bool) {
        return _parties[jobId][institution].holdsData;
    }

    /// @notice Whether an institution, as a data holder, consented to a job.
    function hasConsented(bytes32 jobId, address institution) external view returns (bool) {
        return _parties[jobId][institution].consented;
    }

    /// @notice Whether an institution may anchor records for a job: it is a party, and all data holders consented. That the job
    /// ended since, completed or aborted, does not matter: evidence is never refused.
    function canRecord(bytes32 jobId, address institution) external view returns (bool) {
        return _jobs[jobId].consentedAt != 0 && _parties[jobId][institution].number != 0;
    }

    /// @notice Parties of a job, in the order of the proposal.
    function parties(bytes32 jobId) external view returns (address[] memory) {
        return _jobs[jobId].spec.parties;
    }

    /// @notice Rounds of a job.
    function rounds(bytes32 jobId) external view returns (uint32) {
        return _jobs[jobId].spec.rounds;
    }

    /// @notice zCDP budget of a job in units of 1e-12.
    function budget(bytes32 jobId) external view returns (uint128) {
        return _jobs[jobId].spec.rho;
    }

    function _nameParties(bytes32 jobId, JobSpec calldata spec) private {
        for (uint256 i = 0; i < spec.parties.length; ++i) {
            address account = spec.parties[i];
            Party storage party = _parties[jobId][account];
            if (party.number != 0) revert DuplicateParty(account);
            _requireWorker(account);
            party.number = uint8(i + 1);
        }
        if (_parties[jobId][msg.sender].number == 0) revert NotParty(jobId, msg.sender);
        for (uint256 i = 0; i < spec.dataHolders.length; ++i) {
            address account = spec.dataHolders[i];
            Party storage party = _parties[jobId][account];
            if (party.number == 0) revert NotParty(jobId, account);
            if (party.holdsData) revert DuplicateParty(account);
            party.holdsData = true;
        }
        for (uint256 i = 0; i < spec.parties.length; ++i) {
            emit PartyNamed(jobId, spec.parties[i], _parties[jobId][spec.parties[i]].holdsData);
        }
    }

    function _enter(bytes32 jobId, JobState next) private {
        _jobs[jobId].state = next;
        emit JobStateChanged(jobId, next);
    }

    function _requireState(bytes32 jobId, JobState expected) private view {
        if (_jobs[jobId].state != expected) revert WrongJobState(jobId, _jobs[jobId].state);
    }

    function _requireParty(bytes32 jobId) private view {
        if (_parties[jobId][msg.sender].number == 0) revert NotParty(jobId, msg.sender);
        _requireWorker(msg.sender);
    }

    function _requireDataHolder(bytes32 jobId) private view returns (Party storage party) {
        party = _parties[jobId][msg.sender];
        if (!party.holdsData) revert NotDataHolder(jobId, msg.sender);
        _requireWorker(msg.sender);
    }

    /// Whoever was removed, or lost the role, has no more say in the jobs it is a party of.
    function _requireWorker(address account) private view {
        if (!registry.hasRole(account, Roles.WORKER)) revert NotWorker(account);
    }
}
